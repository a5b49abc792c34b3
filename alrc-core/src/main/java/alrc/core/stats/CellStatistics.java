package alrc.core.stats;

import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What the seeds of one cell say: the statistical columns of {@code table.csv}.
 *
 * <p>A diverged trial is an outcome. It takes the mean away (see {@link MeanError}) and enters the
 * median and the interquartile mean as +∞: these stay finite until half, or a quarter, of the
 * trials have diverged.
 *
 * @param completed trials with a finite final error
 * @param diverged trials without
 * @param mean with standard deviation and t interval, or why there is none
 * @param median with its percentile bootstrap interval; empty where no trial has finished
 * @param iqm interquartile mean ({@link InterquartileMean}), likewise
 */
public record CellStatistics(
    int completed,
    int diverged,
    MeanError mean,
    Optional<Estimate> median,
    Optional<Estimate> iqm) {

  /**
   * Computes all of them.
   *
   * @param confidence of each interval, such as 0.95
   * @param bootstrap its seed decides the intervals of median and interquartile mean
   */
  public static CellStatistics of(FinalErrors errors, double confidence, Bootstrap bootstrap) {
    return new CellStatistics(
        errors.count() - errors.diverged(),
        errors.diverged(),
        MeanError.of(errors, confidence),
        ranked(Quantile::median, (errors.count() - 1) / 2, errors, confidence, bootstrap),
        ranked(InterquartileMean::of, errors.count() / 4, errors, confidence, bootstrap));
  }

  private static Optional<Estimate> ranked(
      ToDoubleFunction<double[]> statistic,
      int cut,
      FinalErrors errors,
      double confidence,
      Bootstrap bootstrap) {
    double[] values = errors.values();
    if (values.length == 0) {
      return Optional.empty();
    }
    double found = statistic.applyAsDouble(values);
    return Optional.of(
        values.length < 2
            ? Estimate.without(found)
            : new Estimate(found, Optional.of(bootstrap.ofMiddle(confidence, cut, values))));
  }
}
