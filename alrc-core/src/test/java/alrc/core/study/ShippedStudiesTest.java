package alrc.core.study;

import static alrc.core.study.Studies.study;
import static org.junit.jupiter.api.Assertions.assertEquals;

import alrc.core.loss.SquaredError;
import alrc.core.lossrule.Alrc;
import alrc.core.lossrule.AlrcStart;
import alrc.core.lossrule.Huber;
import alrc.core.lossrule.LossChain;
import alrc.core.lossrule.LossRule;
import alrc.settings.Sha256;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The studies that ship with the program. */
class ShippedStudiesTest {
  @Test
  void shippedStudiesAreThePapersGridAndOneForACpu() {
    Study paper = Study.preset("cifar10-paper");
    assertEquals(32, paper.cells().size());
    assertEquals(320, paper.trials(data -> "d").size());
    List<Cell> slowed =
        paper.cells().stream()
            .filter(cell -> Studies.kind(cell, "schedule").equals("piecewise"))
            .toList();
    assertEquals(8, slowed.size());
    assertEquals(List.of(64), slowed.stream().map(Cell::batch).distinct().toList());
    Study small = Study.preset("cifar10-paper-small");
    assertEquals(0.99, Studies.alrc(small.cells().get(0)).decay());
  }

  @Test
  void thePublishedVariantHuberisesFirstAndLeaks() {
    Study published = Study.preset("cifar10-paper-code");
    assertEquals(32, published.cells().size());
    Cell cell = published.cells().get(0);
    Alrc alrc =
        new Alrc(
            2,
            0.999,
            null,
            Alrc.Moments.CLIPPED,
            Alrc.Update.LEAKY,
            1e-3,
            new AlrcStart.Given(10, 400),
            Alrc.Sides.UPPER,
            LossRule.Grain.EXAMPLE,
            0);
    assertEquals(LossChain.of(new Huber(50, Huber.Form.PUBLISHED), alrc), cell.settings().rule());
    assertEquals(new SquaredError(25), cell.settings().loss());
    assertEquals("huber+alrc", Studies.kind(cell, "rule"));
    assertEquals(
        0.99, Studies.alrc(Study.preset("cifar10-paper-code-small").cells().get(0)).decay());
  }

  @Test
  void unstableRatesAreFourOptimizersWithAlrcAndWithout() {
    for (String name : List.of("cifar10-unstable-rates", "cifar10-unstable-rates-small")) {
      Study study = Study.preset(name);
      assertEquals(8, study.cells().size());
      assertEquals(1, study.seeds().first().size());
      assertEquals(
          Set.of("adam 1.0E-4", "adam 0.002", "sgd 1.0E-4", "sgd 0.003"),
          study.cells().stream()
              .map(cell -> Studies.kind(cell, "optimizer") + " " + cell.optimizer().rate())
              .collect(Collectors.toSet()));
    }
  }

  /** A changed id means that what exists is trained again: only ever on purpose. */
  @ParameterizedTest
  @CsvSource({
    "cifar10-paper, 94b7d12595f8ed59",
    "cifar10-paper-small, 0e08638510d273ae",
    "cifar10-paper-code, 9bd7aeded8b6e2b1",
    "cifar10-paper-code-small, 18ed9a7740a93f35",
    "cifar10-unstable-rates, c8a63f73d1a12aca",
    "cifar10-unstable-rates-small, fc74e43f229d56a9",
    "partial-stem-paper, 7b204f510dcb9435",
    "partial-stem-paper-small, 547b532615b42e4f",
  })
  void idsOfCellsArePinned(String name, String expected) {
    List<String> ids = Study.preset(name).cells().stream().map(Cell::id).toList();
    assertEquals(expected, Sha256.hex(String.join(" ", ids), 16));
  }
}
