package alrc.jobs.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NeverActedTest {
  private static CellResult cell(double deviations, double clipped, double... errors) {
    List<Map<String, Object>> trials = new ArrayList<>();
    for (double error : errors) {
      Map<String, Object> trial = new LinkedHashMap<>();
      trial.put("seed", (long) trials.size());
      trial.put("status", "completed");
      trial.put("final_mean", error);
      trial.put("clip_fraction", clipped);
      trial.put("iterations_done", 10L);
      trials.add(trial);
    }
    Map<String, Object> settings = Map.of("deviations", deviations, "batch", 1);
    return new CellResult("n" + deviations, settings, errors.length, 0, trials);
  }

  private static Optional<String> remark(CellResult baseline, CellResult... cells) {
    List<CellResult> all = new ArrayList<>(List.of(cells));
    all.add(baseline);
    List<Compared> pairs =
        List.of(cells).stream().map(cell -> new Compared(cell, baseline)).toList();
    return NeverActed.remark(new StudyResults("s", all, pairs, List.of()));
  }

  @Test
  void cellsWithoutAClippedLossThatEqualTheirBaselineAreNamed() {
    CellResult baseline = cell(Double.POSITIVE_INFINITY, 0, 0.5, 0.25);
    assertEquals(
        Optional.of(
            "ALRC never acted in 1 of 2 compared cells (n = 9): no loss was clipped, so their"
                + " trials equal those of the baseline. Try a lower threshold n, a lower decay or"
                + " more iterations."),
        remark(baseline, cell(2, 0.1, 0.5, 0.25), cell(9, 0, 0.5, 0.25)));
  }

  @Test
  void nothingIsSaidWhereTrialsDifferOrNoneIsShared() {
    CellResult baseline = cell(Double.POSITIVE_INFINITY, 0, 0.5, 0.25);
    assertEquals(Optional.empty(), remark(baseline, cell(2, 0, 0.5, 0.26)));
    assertEquals(Optional.empty(), remark(baseline, cell(2, 0.01, 0.5, 0.25)));
    assertEquals(Optional.empty(), remark(baseline, cell(2, 0)));
    assertEquals(Optional.empty(), remark(baseline));
  }
}
