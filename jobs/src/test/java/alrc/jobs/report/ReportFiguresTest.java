package alrc.jobs.report;

import static alrc.jobs.report.ReportCells.cell;
import static alrc.jobs.report.ReportCells.diverged;
import static alrc.jobs.report.ReportCells.results;
import static alrc.jobs.report.ReportCells.trial;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.report.value.Digits;
import alrc.jobs.results.CellResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** How figures, units and tick labels are written. */
class ReportFiguresTest {
  /** 22 of 165 losses, not the mean of 4 of 120 and 18 of 45. */
  @Test
  void theClippedFractionWeighsTrialsByTheirLosses() {
    Map<String, Object> completed = new LinkedHashMap<>(trial(0.05));
    completed.put("clip_fraction", 4 / 120.0);
    Map<String, Object> stopped = new LinkedHashMap<>(diverged());
    stopped.putAll(Map.of("clip_fraction", 18 / 45.0, "iterations_done", 45L));
    CellResult cell = cell("a", "squared", 3, 1, 2, completed, stopped);
    assertEquals(22 / 165.0, cell.clipFraction().orElseThrow(), 1e-15);
    assertTrue(Report.files(results(cell)).get("report.html").contains("13.33"));
  }

  @Test
  void smallErrorsHaveTheDigitsOfTheirSpread() {
    assertEquals("3.12e-5 ± 0.04e-5", digits(3.1234e-5, 4.4e-7));
    assertEquals("0.423 ± 0.013", digits(0.42251, 0.01295));
    assertEquals("1.94 ± 0.28", digits(1.9372, 0.27647));
    assertEquals("0.010 ± 0.010", digits(0.0101, 0.0099));
    assertEquals("1230 ± 60", digits(1234, 56));
    assertEquals("0.500 ± 0", digits(0.5, 0));
    assertEquals("1.00e-10", Digits.meanAndSd(1e-10, OptionalDouble.empty()));
  }

  @Test
  void headingsAndAxesNameTheUnit() {
    CellResult squared = cell("a", "squared", 3, 1, 2, trial(0.05));
    CellResult quartic = cell("b", "quartic", 3, 1, 2, trial(0.05));
    Map<String, String> one = Report.files(results(quartic));
    assertTrue(
        one.get("report.html").contains(">Final training error, quartic: (p\u00a0−\u00a0t)⁴</h2>"));
    assertTrue(one.get("table.md").startsWith("Final training error, quartic: (p − t)⁴; mean ±"));
    assertTrue(one.get("figures/final-errors.svg").contains(">final error, quartic: (p − t)⁴<"));
    assertTrue(
        Report.files(results(squared, quartic))
            .get("table.md")
            .startsWith(
                "Final training error, each in the unit of its loss: squared (p − t)², quartic"
                    + " (p − t)⁴; mean"));
  }

  private static String digits(double mean, double sd) {
    return Digits.meanAndSd(mean, OptionalDouble.of(sd));
  }
}
