package alrc.jobs.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --dataset} and {@code --images}: which arrays of a file are used. */
class ImageChoiceTest {
  @TempDir Path folder;
  private Path images;

  @BeforeEach
  void files() {
    images = folder.resolve("in");
    InProcess.run("synthesize", "--count", "1", "--size", "512", "--output", images.toString());
    short[][] ramp = new short[512][512];
    for (int row = 0; row < 512; row++) {
      for (int column = 0; column < 512; column++) {
        ramp[row][column] = (short) (row * 40 + column % 37);
      }
    }
    try (WritableHdfFile file = HdfFile.write(images.resolve("scan.h5"))) {
      file.putGroup("entry").putDataset("counts", ramp);
      file.putDataset("dark", ramp);
    }
    try (WritableHdfFile file = HdfFile.write(images.resolve("several.emd"))) {
      for (String title : List.of("BF", "HAADF")) {
        WritableGroup group = file.putGroup(title);
        group.putAttribute("emd_group_type", 1);
        group.putDataset("data", ramp);
      }
    }
  }

  private Alrc.Finished prepare(String... options) {
    List<String> command = new ArrayList<>(List.of("prepare", "--json", "--master", "local[2]"));
    command.addAll(List.of("--input", images.toString()));
    command.addAll(List.of(options));
    return InProcess.run(command.toArray(String[]::new));
  }

  private static long used(Alrc.Finished run) throws Exception {
    assertEquals(0, run.status(), run::err);
    return new ObjectMapper().readTree(run.lastLine()).get("images_used").asLong();
  }

  @Test
  void aDatasetAndTitlesChooseAndTheRestIsRejectedWithTheReason() throws Exception {
    assertEquals(3, used(prepare("--dry-run")), "the TIFF and both images of the EMD");
    assertEquals(1, used(prepare("--dry-run", "--images", "title=haadf|DF*")));
    String out = folder.resolve("out").toString();
    Alrc.Finished run = prepare("--output", out, "--dataset", "/entry/counts");
    assertEquals(0, run.status(), run::err);
    assertEquals(
        List.of("haadf-0000.tif not-selected", "several.emd not-selected"),
        Duck.rows(
            Path.of(out), "SELECT source || ' ' || reason FROM '%s/rejects.parquet' ORDER BY 1"));
    String why = Duck.rows(Path.of(out), "SELECT max(detail) FROM '%s/rejects.parquet'").get(0);
    assertTrue(why.startsWith("TIFF: has no named arrays, so --dataset /entry/counts"), why);

    Alrc.Finished other = prepare("--output", out, "--dataset", "dark");
    assertEquals(2, other.status(), other::out);
    assertTrue(other.err().contains("alrc: --dataset dark: "), other::err);
    assertTrue(other.err().contains("was prepared with /entry/counts"), other::err);
    Alrc.Finished none = prepare("--output", out, "--images", "title=counts");
    assertTrue(none.err().contains("alrc: --dataset (none): "), none::err);
  }

  @Test
  void whatHasNoEffectIsRefused() {
    assertRefused("--images HAADF: must be title=PATTERN", "--images", "HAADF");
    assertRefused("--dataset //: must be the path of an array", "--dataset", "//");
    assertRefused("--shapes", "--dry-run", "--images", "title=a", "--shapes", "x.csv");
    Alrc.Finished recipe =
        InProcess.run("inspect", "partial-stem-paper", "--dataset", "entry/counts");
    assertEquals(2, recipe.status());
    Alrc.Finished chosen =
        InProcess.run("inspect", images.resolve("scan.h5") + "", "--dataset", "entry/counts");
    assertEquals(0, chosen.status(), chosen::err);
    assertTrue(chosen.out().contains("512 × 512"), chosen::out);
  }

  private void assertRefused(String words, String... options) {
    Alrc.Finished run = prepare(options);
    assertEquals(2, run.status(), run::out);
    assertTrue(run.err().contains(words), run::err);
  }
}
