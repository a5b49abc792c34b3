package alrc.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CohortSizeTest {
  private static Member like(KernelForm form) {
    TrialSettings settings = Trials.in(form, Trials.plain(1000));
    return new Member(
        settings,
        0,
        Trials.synthetic(),
        record -> {
          throw new AssertionError("a trial that is only timed leaves no record");
        });
  }

  @Test
  void aSingleTrialTrainsAlone() {
    assertEquals(1, CohortSize.measure(like(KernelForm.SINGLE), ComputeDevice.CPU));
  }

  @Test
  void theFastestCandidateIsChosen() {
    Map<Integer, Double> rates =
        CohortSize.rates(like(KernelForm.STACKED), ComputeDevice.CPU, List.of(1, 3));
    assertEquals(List.of(1, 3), List.copyOf(rates.keySet()));
    assertTrue(rates.values().stream().allMatch(rate -> rate > 0), rates.toString());
    int chosen = CohortSize.measure(like(KernelForm.STACKED), ComputeDevice.CPU);
    assertTrue(CohortSize.CANDIDATES.contains(chosen), "chose " + chosen);
  }
}
