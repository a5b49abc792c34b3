package alrc.core.stats;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** Computes the figures of a {@link PairedComparison}, each where it is defined. */
final class PairedFigures {
  private final PairedErrors errors;
  private final PairedComparison.Settings settings;
  private final double[] a;
  private final double[] b;
  private final double[] differences;

  PairedFigures(PairedErrors errors, PairedComparison.Settings settings) {
    this.errors = errors;
    this.settings = settings;
    this.a = errors.cell().values();
    this.b = errors.baseline().values();
    this.differences = errors.differences();
  }

  PairedComparison all() {
    Optional<Estimate> improvement =
        a.length == 0
            ? Optional.empty()
            : Optional.of(
                settings
                    .bootstrap()
                    .map(bootstrap -> errors.probabilityBelow(settings.confidence(), bootstrap))
                    .orElseGet(() -> Estimate.without(MannWhitneyTest.probabilityBelow(a, b))));
    return new PairedComparison(
        a.length,
        divergedPairs(),
        means(1) ? Optional.of(difference()) : Optional.empty(),
        positiveBaseline(1) ? Optional.of(relative()) : Optional.empty(),
        tested() ? defined(pairedP()) : OptionalDouble.empty(),
        tested() ? defined(WelchTest.of(a, b).p()) : OptionalDouble.empty(),
        a.length >= PairedComparison.FEWEST_PAIRS
            ? defined(MannWhitneyTest.of(a, b).p())
            : OptionalDouble.empty(),
        improvement,
        improvement.map(PairedFigures::delta),
        means(2) ? OptionalDouble.of(Summary.of(differences).sd()) : OptionalDouble.empty(),
        means(1) ? OptionalDouble.of(Summary.of(b).mean()) : OptionalDouble.empty(),
        means(1)
            ? OptionalDouble.of(Quantile.median(a) - Quantile.median(b))
            : OptionalDouble.empty(),
        tested() && positiveBaseline(2)
            ? OptionalDouble.of(Equivalence.p(settings.margin(), a, b))
            : OptionalDouble.empty(),
        errors.tally());
  }

  private boolean means(int least) {
    return a.length >= least && errors.finite();
  }

  private boolean tested() {
    return means(PairedComparison.FEWEST_PAIRS);
  }

  private boolean positiveBaseline(int least) {
    return means(least) && Summary.of(b).mean() > 0;
  }

  private int divergedPairs() {
    int diverged = 0;
    for (int i = 0; i < a.length; i++) {
      diverged += Double.isInfinite(a[i]) || Double.isInfinite(b[i]) ? 1 : 0;
    }
    return diverged;
  }

  private Estimate difference() {
    double mean = Summary.of(differences).mean();
    return a.length < 2
        ? Estimate.without(mean)
        : new Estimate(mean, Optional.of(MeanInterval.of(settings.confidence(), differences)));
  }

  private Estimate relative() {
    double ratio = Summary.of(differences).mean() / Summary.of(b).mean();
    return a.length < 2
        ? Estimate.without(ratio)
        : new Estimate(
            ratio, RatioInterval.of(settings.confidence(), differences, b).map(this::possible));
  }

  /** The interval without what no ratio of errors that are not negative can be. */
  private Interval possible(Interval interval) {
    boolean positive =
        DoubleStream.concat(Arrays.stream(a), Arrays.stream(b)).allMatch(e -> e >= 0);
    return positive ? new Interval(Math.max(-1, interval.low()), interval.high()) : interval;
  }

  private double pairedP() {
    return Summary.of(differences).sd() == 0 ? Double.NaN : PairedTest.of(a, b).p();
  }

  private static Estimate delta(Estimate improvement) {
    return new Estimate(
        1 - 2 * improvement.value(),
        improvement.interval().map(ends -> new Interval(1 - 2 * ends.high(), 1 - 2 * ends.low())));
  }

  private static OptionalDouble defined(double p) {
    return Double.isNaN(p) ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1, p));
  }
}
