package alrc.core.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.loss.SquaredError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartialStemPresetTest {
  @ParameterizedTest
  @ValueSource(strings = {"partial-stem-paper", "partial-stem-paper-small"})
  void hasTheFourCasesOfThePaper(String name) {
    Study study = Study.preset(name);
    assertEquals(
        List.of("none", "huber", "alrc", "alrc+huber"),
        study.cells().stream().map(cell -> Studies.kind(cell, "rule")).toList());
    for (Cell cell : study.cells()) {
      assertEquals(new SquaredError(200), cell.loss());
      assertEquals(1, cell.batch());
      assertEquals("stepped", Studies.kind(cell, "schedule"));
      assertTrue(cell.keepsModels());
      assertEquals(2, cell.settings().model().heads());
    }
    assertEquals(study, Study.fromJson(study.canonicalJson()));
  }

  @Test
  void thePapersRateStaysForHalfTheTrainingAndNeverReachesZero() {
    Cell cell = Study.preset("partial-stem-paper").cells().get(0);
    assertEquals(500_000, cell.iterations());
    assertEquals(106_163_650, cell.settings().model().parameterCount());
    assertEquals(3e-4, cell.settings().rate().at(249_999));
    assertEquals(3e-4 / 8, cell.settings().rate().at(499_999), 1e-12);
  }
}
