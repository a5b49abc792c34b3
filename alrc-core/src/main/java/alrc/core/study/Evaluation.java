package alrc.core.study;

import alrc.core.data.DataSpec;
import alrc.core.data.DataSpec.Split;
import alrc.core.data.HeldOut;
import alrc.core.metric.Metric;
import alrc.core.metric.Metrics;
import alrc.core.train.Scoring;
import alrc.settings.Limits;
import alrc.settings.Preset;
import alrc.settings.Range;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a trial is scored on examples that it is not trained on: at its end, and before if asked.
 *
 * @param split of the data, one that is not trained on
 * @param every iterations between two scorings; without it there is only the one at the end
 * @param metrics what is measured, on images on [−1, 1]
 * @param examples how many of the split are used, in a random order that is the same for all
 *     trials; all of a smaller split
 */
public record Evaluation(
    @Preset("validation") Split split,
    @Nullable @Range(least = 1) Long every,
    @Preset("[rmse, psnr, ssim]") List<Metric> metrics,
    @Preset("200") @Range(least = 1, most = 1_000_000) int examples) {
  /** The cost of a pass forward in steps of training with the same examples, about. */
  private static final double PASS = 1.0 / 3;

  /** Puts the metrics into the order of columns, as their order changes no result. */
  public Evaluation {
    Limits.atLeast("examples", examples, 1);
    Limits.require(!metrics.isEmpty(), "metrics", metrics, "must name at least one metric");
    List<String> names = metrics.stream().map(Metric::name).toList();
    Limits.require(
        names.stream().distinct().count() == names.size(),
        "metrics",
        names,
        "must name each metric once");
    metrics =
        metrics.stream()
            .sorted(Comparator.comparing(metric -> Metrics.names().indexOf(metric.name())))
            .toList();
  }

  /** Refuses what does not fit the other settings of a cell. */
  void check(DataSpec data, int side, long iterations) {
    List<String> known = data.heldOut().stream().map(Split::label).toList();
    Limits.require(
        data.heldOut().contains(split),
        "evaluate.split",
        split.label(),
        "must be a split that these data have and that is not trained on: "
            + String.join(" or ", known));
    Limits.require(
        every == null || every <= iterations,
        "evaluate.every",
        String.valueOf(every),
        "must be at most iterations, " + iterations);
    for (Metric metric : metrics) {
      Limits.require(
          metric.smallestSide() <= side,
          "evaluate.metrics",
          metric.name(),
          String.format(
              Locale.ROOT,
              "needs images of at least %d pixels a side; this model's have %d",
              metric.smallestSide(),
              side));
    }
  }

  /** The same where {@code every} acts: it does nothing if it is the number of iterations. */
  Evaluation within(long iterations) {
    return every != null && every == iterations
        ? new Evaluation(split, null, metrics, examples)
        : this;
  }

  /** The scoring of a trial on some examples. */
  public Scoring scoring(HeldOut heldOut, long iterations) {
    return new Scoring(heldOut, examples, metrics, every == null ? iterations : every);
  }

  /** The time of all scorings of a trial in iterations of its training, about. */
  public double inIterations(long iterations, int batch) {
    long times = every == null ? 1 : (iterations + every - 1) / every;
    return PASS * times * examples / batch;
  }
}
