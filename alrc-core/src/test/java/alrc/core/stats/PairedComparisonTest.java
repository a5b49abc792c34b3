package alrc.core.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.random.Randomness;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PairedComparisonTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final PairedComparison.Settings SETTINGS =
      new PairedComparison.Settings(0.95, 0.01, new Bootstrap(7, 1000));

  /** Errors near {@code level}; the seed's own luck is shared by cells of the same seeds. */
  private static TreeMap<Long, Double> errors(int n, double level, String cell) {
    TreeMap<Long, Double> errors = new TreeMap<>();
    for (long seed = 0; seed < n; seed++) {
      SplittableRandom luck = Randomness.of(seed, "luck");
      SplittableRandom own = Randomness.of(seed, cell);
      errors.put(seed, level + 0.1 * Randomness.normal(luck) + 0.02 * Randomness.normal(own));
    }
    return errors;
  }

  private static PairedComparison compare(Map<Long, Double> cell, Map<Long, Double> baseline) {
    return PairedComparison.of(FinalErrors.of(cell), FinalErrors.of(baseline), SETTINGS);
  }

  private static Interval interval(Optional<Estimate> estimate) {
    return estimate.orElseThrow().interval().orElseThrow();
  }

  @Test
  void onlySharedSeedsAreCompared() {
    Map<Long, Double> cell = errors(6, 1, "cell");
    TreeMap<Long, Double> baseline = errors(6, 1.2, "baseline");
    PairedComparison shared = compare(cell, baseline);
    baseline.put(6L, 1e9);
    baseline.put(7L, INF);
    assertEquals(shared, compare(cell, baseline));
    assertEquals(6, shared.pairs());
  }

  @Test
  void swappingTheCellsMirrorsEveryFigure() {
    PairedComparison one = compare(errors(9, 1, "cell"), errors(9, 1.05, "baseline"));
    PairedComparison other = compare(errors(9, 1.05, "baseline"), errors(9, 1, "cell"));
    assertEquals(-value(one.difference()), value(other.difference()));
    assertEquals(-interval(one.difference()).low(), interval(other.difference()).high());
    assertEquals(one.paired(), other.paired());
    assertEquals(one.welch().orElseThrow(), other.welch().orElseThrow(), 1e-15);
    assertEquals(one.mannWhitney().orElseThrow(), other.mannWhitney().orElseThrow(), 1e-12);
    assertEquals(1 - value(one.improvement()), value(other.improvement()), 1e-12);
    assertEquals(
        1 - interval(one.improvement()).low(), interval(other.improvement()).high(), 1e-12);
    assertEquals(-value(one.cliffsDelta()), value(other.cliffsDelta()), 1e-12);
    assertEquals(one.evidence(), other.evidence());
  }

  private static double value(Optional<Estimate> estimate) {
    return estimate.orElseThrow().value();
  }

  @Test
  void aScaleOrAShiftChangesOnlyWhatItMust() {
    Map<Long, Double> cell = errors(9, 1, "cell");
    Map<Long, Double> baseline = errors(9, 1.05, "baseline");
    PairedComparison plain = compare(cell, baseline);
    PairedComparison scaled = compare(map(cell, 1e-9, 0), map(baseline, 1e-9, 0));
    assertEquals(value(plain.difference()) * 1e-9, value(scaled.difference()), 1e-22);
    assertEquals(value(plain.relative()), value(scaled.relative()), 1e-12);
    assertEquals(interval(plain.relative()).high(), interval(scaled.relative()).high(), 1e-12);
    assertEquals(plain.paired().orElseThrow(), scaled.paired().orElseThrow(), 1e-12);
    assertEquals(plain.equivalence().orElseThrow(), scaled.equivalence().orElseThrow(), 1e-12);
    assertEquals(plain.improvement(), scaled.improvement());
    PairedComparison shifted = compare(map(cell, 1, 3), map(baseline, 1, 3));
    assertEquals(value(plain.difference()), value(shifted.difference()), 1e-12);
    assertEquals(plain.paired().orElseThrow(), shifted.paired().orElseThrow(), 1e-12);
    assertEquals(plain.mannWhitney(), shifted.mannWhitney());
    assertTrue(value(shifted.relative()) > value(plain.relative()), "of a larger baseline");
  }

  private static Map<Long, Double> map(Map<Long, Double> errors, double factor, double shift) {
    TreeMap<Long, Double> mapped = new TreeMap<>();
    errors.forEach((seed, error) -> mapped.put(seed, factor * error + shift));
    return mapped;
  }

  /** An error that is not negative cannot be lowered by more than all of it. */
  @Test
  void noIntervalOfErrorsReachesBelowMinusAll() {
    Map<Long, Double> cell = Map.of(0L, 0.01, 1L, 0.9, 2L, 0.02, 3L, 0.01);
    Map<Long, Double> baseline = Map.of(0L, 1.0, 1L, 0.9, 2L, 1.1, 3L, 1.0);
    PairedComparison pair = compare(cell, baseline);
    assertEquals(-1, interval(pair.relative()).low());
    assertTrue(interval(pair.relative()).high() > value(pair.relative()));
    PairedComparison scores = compare(map(cell, 1, -1), map(baseline, 1, 0));
    assertTrue(interval(scores.relative()).low() < -1, "scores can be negative");
  }

  @Test
  void mediansThatSayTheReverseAreDetected() {
    Map<Long, Double> baseline = Map.of(0L, 1.0, 1L, 1.0, 2L, 1.1, 3L, 0.9, 4L, 1.0);
    Map<Long, Double> stuck = Map.of(0L, 0.8, 1L, 0.8, 2L, 0.9, 3L, 0.7, 4L, 5.0);
    PairedComparison pair = compare(stuck, baseline);
    assertTrue(value(pair.difference()) > 0);
    assertEquals(-0.2, pair.medianDifference().orElseThrow(), 1e-12);
    assertTrue(pair.mediansDisagree(0.01));
    assertFalse(pair.mediansDisagree(0.5), "within the margin");
    assertFalse(compare(baseline, stuck).mediansDisagree(5));
    assertFalse(compare(errors(9, 1, "cell"), errors(9, 2, "baseline")).mediansDisagree(0));
  }

  @Test
  void equalCellsHaveNoPAndAPointInterval() {
    PairedComparison equal = compare(errors(5, 1, "cell"), errors(5, 1, "cell"));
    assertEquals(new Interval(0, 0), interval(equal.difference()));
    assertEquals(new Interval(0, 0), interval(equal.relative()));
    assertTrue(equal.paired().isEmpty(), "nothing varies");
    assertEquals(1, equal.mannWhitney().orElseThrow(), 1e-12);
    assertEquals(0.5, value(equal.improvement()));
    assertEquals(0, value(equal.cliffsDelta()));
    assertTrue(equal.equivalence().orElseThrow() < 1e-4);
    assertEquals(0, equal.detectable(DetectableEffect.USUAL).orElseThrow());
    PairedComparison constant =
        compare(Map.of(1L, 2.0, 2L, 2.0, 3L, 2.0), Map.of(1L, 2.0, 2L, 2.0, 3L, 2.0));
    assertTrue(constant.welch().isEmpty());
    assertEquals(1, constant.mannWhitney().orElseThrow(), 1e-12);
  }

  @Test
  void fewerThanThreePairsHaveNoP() {
    for (int n = 0; n < 3; n++) {
      PairedComparison few = compare(errors(n, 1, "cell"), errors(n, 2, "baseline"));
      assertTrue(
          few.paired().isEmpty() && few.welch().isEmpty() && few.mannWhitney().isEmpty(), "n " + n);
      assertTrue(few.equivalence().isEmpty());
      assertEquals(n > 0, few.difference().isPresent());
      assertEquals(n > 1, few.difference().flatMap(Estimate::interval).isPresent());
    }
  }

  @Test
  void aDivergedTrialIsTheWorstAndTakesTheMeans() {
    TreeMap<Long, Double> baseline = errors(8, 1.2, "baseline");
    baseline.put(2L, INF);
    PairedComparison pair = compare(errors(8, 1, "cell"), baseline);
    assertEquals(1, pair.divergedPairs());
    assertTrue(pair.difference().isEmpty() && pair.relative().isEmpty() && pair.paired().isEmpty());
    assertTrue(pair.mannWhitney().orElseThrow() < 0.05);
    assertEquals(pair.mannWhitney(), pair.deciding());
    baseline.replaceAll((seed, error) -> INF);
    PairedComparison lost = compare(errors(8, 1, "cell"), baseline);
    assertEquals(1, value(lost.improvement()));
    assertEquals(new SignTest.Tally(8, 0, 0), lost.tally());
    PairedComparison both = compare(baseline, baseline);
    assertEquals(0.5, value(both.improvement()));
    assertEquals(1, both.mannWhitney().orElseThrow(), 1e-12);
  }

  /** Equivalence at α/2 and Fieller's 1 − α interval are two sides of the same test. */
  @Test
  void equivalenceAgreesWithTheRelativeInterval() {
    int equivalent = 0;
    for (int i = 0; i < 40; i++) {
      PairedComparison pair =
          compare(errors(12, 1 + 0.001 * i, "cell " + i), errors(12, 1, "baseline"));
      Interval relative = interval(pair.relative());
      boolean within = relative.low() >= -0.01 && relative.high() <= 0.01;
      assertEquals(within, pair.equivalence().orElseThrow() <= 0.025, relative.toString());
      equivalent += within ? 1 : 0;
    }
    PairedComparison near = compare(errors(400, 1, "cell"), errors(400, 1, "baseline"));
    assertTrue(near.equivalence().orElseThrow() <= 0.025, "400 pairs decide: " + equivalent);
  }
}
