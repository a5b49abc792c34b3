package alrc.core.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.random.Randomness;
import alrc.core.stats.Family.Seeds;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FamilyTest {
  private static final Family FIXED = new Family(0.05, Seeds.FIXED);
  private static final double[] BASELINE = {1.00, 1.02, 0.98, 1.01, 0.99, 1.03, 0.97, 1.00};

  private static PairedComparison shifted(double... shifts) {
    double[] cell = new double[shifts.length];
    double[] baseline = new double[shifts.length];
    for (int i = 0; i < cell.length; i++) {
      baseline[i] = BASELINE[i % BASELINE.length];
      cell[i] = baseline[i] + shifts[i];
    }
    return compare(cell, baseline);
  }

  private static PairedComparison compare(double[] cell, double[] baseline) {
    long[] seeds = LongStream.range(0, cell.length).toArray();
    return PairedComparison.of(
        FinalErrors.of(seeds, cell),
        FinalErrors.of(seeds, baseline),
        new PairedComparison.Settings(0.95, 0.01, new Bootstrap(1, 100)));
  }

  private static Verdict verdict(PairedComparison comparison) {
    return FIXED.decide(List.of(comparison)).get(0).verdict();
  }

  @Test
  void everyRuleHasItsVerdict() {
    assertEquals(Verdict.TOO_FEW, verdict(shifted(-0.5, -0.5)));
    assertEquals("too few", Verdict.TOO_FEW.word());
    assertEquals(Verdict.LOWER, verdict(shifted(-0.2, -0.21, -0.19, -0.2, -0.22)));
    assertEquals(Verdict.HIGHER, verdict(shifted(0.2, 0.21, 0.19, 0.2, 0.22)));
    assertEquals(Verdict.UNDECIDED, verdict(shifted(0.2, -0.21, 0.19, -0.2, 0.22)));
    // significant, and too small to matter
    PairedComparison small = shifted(0.001, 0.0011, 0.0009, 0.001, 0.0012);
    assertTrue(small.paired().orElseThrow() < 0.01);
    assertEquals(Verdict.EQUIVALENT, verdict(small));
    assertEquals(Verdict.EQUIVALENT, verdict(shifted(0, 0, 0)));
  }

  @Test
  void ranksDecideWhereATrialDiverged() {
    double[] cell = {0.5, 0.52, 0.51, 0.49, 0.53};
    double[] baseline = {1, 1.1, Double.POSITIVE_INFINITY, 0.9, 1.05};
    assertEquals(Verdict.LOWER, verdict(compare(cell, baseline)));
    assertEquals(Verdict.HIGHER, verdict(compare(baseline, cell)));
  }

  @Test
  void holmMakesTheDecisionHarderInALargeFamily() {
    PairedComparison close = shifted(-0.05, -0.10, -0.06, -0.15, -0.01);
    assertEquals(Verdict.LOWER, verdict(close));
    List<Family.Decided> all = FIXED.decide(Collections.nCopies(30, close));
    assertTrue(all.stream().allMatch(each -> each.verdict() == Verdict.UNDECIDED));
    assertEquals(1, all.get(0).holm().orElseThrow());
    List<Family.Decided> two = FIXED.decide(List.of(close, close));
    assertEquals(2 * close.paired().orElseThrow(), two.get(0).holm().orElseThrow(), 1e-12);
  }

  @Test
  void looksAreDecidedByTheEvidence() {
    Family looked = new Family(0.05, Seeds.UNTIL_DECIDED);
    PairedComparison five = shifted(-0.2, -0.21, -0.19, -0.2, -0.22);
    assertEquals(Verdict.UNDECIDED, looked.decide(List.of(five)).get(0).verdict());
    double[] eight = {-0.2, -0.21, -0.19, -0.2, -0.22, -0.2, -0.2, -0.2};
    PairedComparison more = shifted(eight);
    assertTrue(more.evidence() >= 20);
    assertEquals(Verdict.LOWER, looked.decide(List.of(more)).get(0).verdict());
    assertEquals(
        Verdict.EQUIVALENT, looked.decide(List.of(shifted(0, 0, 0, 0, 0))).get(0).verdict());
  }

  /** Power at the detectable effect, by 20,000 simulated studies of normal differences. */
  @Test
  void theDetectableEffectIsDetectedFourTimesInFive() {
    SplittableRandom random = Randomness.of(3, "power");
    for (int n : new int[] {3, 5, 10, 30}) {
      double effect = DetectableEffect.USUAL.atPairs(1, n);
      int detected = 0;
      for (int study = 0; study < 20_000; study++) {
        double[] differences = new double[n];
        for (int i = 0; i < n; i++) {
          differences[i] = effect + Randomness.normal(random);
        }
        Interval interval = MeanInterval.of(0.95, differences);
        detected += interval.low() > 0 || interval.high() < 0 ? 1 : 0;
      }
      assertEquals(0.8, detected / 20_000.0, 0.01, "n = " + n);
    }
  }

  @Test
  void theSeedsNeededAreTheFewestThatDetect() {
    DetectableEffect usual = DetectableEffect.USUAL;
    for (double effect : new double[] {0.02, 0.1, 0.5, 1}) {
      long needed = usual.pairsFor(1, effect).orElseThrow();
      assertTrue(usual.atPairs(1, needed) <= effect);
      assertTrue(usual.atPairs(1, needed - 1) > effect, "fewer are not enough: " + needed);
    }
    // G*Power 3.1, paired t-test, two tails, d = 0.5: 34
    assertEquals(34, usual.pairsFor(1, 0.5).orElseThrow());
    assertEquals(3, usual.pairsFor(0, 1).orElseThrow());
    assertTrue(usual.pairsFor(1, 1e-9).isEmpty());
    PairedComparison pair = shifted(-0.05, -0.10, -0.06, -0.15, -0.01);
    long two = pair.pairsFor(0.02, usual).orElseThrow();
    assertTrue(two > pair.pairsFor(0.05, usual).orElseThrow(), "a smaller effect takes more");
  }
}
