package alrc.core.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The studies that the documentation shows can be read, and make as many cells as it says. */
class StudyDocumentationTest {
  private static final String BEGIN = "```yaml\n";

  /** A setting that every cell needs and that the fragments of the page leave out. */
  private static final String DATA = "study: shown\ndata: {kind: synthetic}\n";

  private static List<String> blocks(String page) throws IOException {
    String text = Files.readString(Path.of("..").resolve(page));
    return List.of(text.split(BEGIN)).stream()
        .skip(1)
        .map(block -> block.substring(0, block.indexOf("```")))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"README.md, 2, 20", "docs/study.md, 16, 10"})
  void theFirstStudyMakesAsManyCellsAndSeedsAsThePageSays(String page, int cells, int seeds)
      throws IOException {
    Study study = Study.parse(blocks(page).get(0), page);
    assertEquals(cells, study.cells().size());
    assertEquals(seeds, study.seeds().first().size());
    assertTrue(new StudyText(blocks(page).get(0), page, List.of()).unmetOverrides().isEmpty());
  }

  @Test
  void theFragmentsCanBeRead() throws IOException {
    List<String> blocks = blocks("docs/study.md");
    assertEquals(3, Study.parse(DATA + blocks.get(1), "shared").cells().size());
    assertEquals(2 * 3 * 3 * 2, Study.parse(DATA + blocks.get(2), "axes").cells().size());
    String overrides = blocks.get(3);
    String grid = "batch: [1, 64]\nrule: {kind: alrc, deviations: [2, 3, 4]}\n" + overrides;
    assertEquals(6, Study.parse(DATA + grid, "overrides").cells().size());
    assertTrue(new StudyText(DATA + grid, "overrides", List.of()).unmetOverrides().isEmpty());
    Study table = Study.parse(DATA + blocks.get(4), "exclude");
    assertEquals(31, table.cells().size());
    assertEquals(1, table.excluded());
  }
}
