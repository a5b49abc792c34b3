package alrc.jobs.complete;

import alrc.core.metric.ImagePair;
import alrc.core.metric.Metric;
import alrc.core.metric.Metrics;
import alrc.stem.baseline.Baseline;
import alrc.stem.baseline.Baselines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scores completions, and the baselines' for the same scans. */
final class CompletionScorer {
  private static final String RMSE = "rmse";
  private static final String SSIM = "ssim";

  private final List<Baseline> baselines;

  CompletionScorer(List<String> baselines) {
    this.baselines = baselines.stream().map(Baselines::named).toList();
  }

  /** What the baselines reach. */
  private record Tried(Map<String, Double> rmse, Map<String, Double> ssim) {
    @Nullable String best() {
      return rmse.entrySet().stream()
          .min(Map.Entry.comparingByValue())
          .map(Map.Entry::getKey)
          .orElse(null);
    }
  }

  /**
   * Scores a completion.
   *
   * @param completion {@code height × width}, finite
   */
  Scores score(PartialExample example, float[] completion) {
    float[] target = example.target().orElse(null);
    if (target == null) {
      return Scores.NONE;
    }
    Map<String, Double> metrics = new LinkedHashMap<>();
    ImagePair pair = pair(example, target, completion);
    for (Metric metric : Metrics.all()) {
      put(metrics, metric, pair);
    }
    Tried tried = new Tried(new LinkedHashMap<>(), new LinkedHashMap<>());
    for (Baseline baseline : baselines) {
      ImagePair other = pair(example, target, example.completion(baseline));
      Map<String, Double> two = new LinkedHashMap<>();
      put(two, Metrics.named(RMSE), other);
      put(two, Metrics.named(SSIM), other);
      tried.rmse().put(baseline.name(), two.get(RMSE));
      if (two.containsKey(SSIM)) {
        tried.ssim().put(baseline.name(), two.get(SSIM));
      }
    }
    return new Scores(metrics, tried.best(), tried.rmse(), tried.ssim());
  }

  private static ImagePair pair(PartialExample example, float[] target, float[] completion) {
    return new ImagePair(target, completion, example.mask().height(), example.mask().width());
  }

  private static void put(Map<String, Double> values, Metric metric, ImagePair pair) {
    if (Math.min(pair.height(), pair.width()) >= metric.smallestSide()) {
      double value = metric.of(pair);
      if (!Double.isNaN(value)) {
        values.put(metric.name(), value);
      }
    }
  }

  /**
   * The scores of one scan.
   *
   * @param metrics by name; those that are not defined for the image are left out
   * @param best name of the baseline with the least RMSE; null where none was tried
   * @param rmse of each baseline
   * @param ssim of each baseline
   */
  record Scores(
      Map<String, Double> metrics,
      @Nullable String best,
      Map<String, Double> rmse,
      Map<String, Double> ssim) {
    static final Scores NONE = new Scores(Map.of(), null, Map.of(), Map.of());
  }
}
