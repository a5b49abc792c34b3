package alrc.core.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SummaryTest {
  @Test
  void deviationHasDivisorCountLessOne() {
    Summary summary = Summary.of(2, 4, 4, 4, 5, 5, 7, 9);
    assertEquals(8, summary.count());
    assertEquals(5, summary.mean());
    assertEquals(Math.sqrt(32.0 / 7), summary.sd(), 1e-15);
  }

  @Test
  void tooFewValuesHaveNoDeviation() {
    assertTrue(Double.isNaN(Summary.of(3).sd()));
    assertEquals(3, Summary.of(3).mean());
    assertTrue(Double.isNaN(Summary.of().mean()));
  }
}
