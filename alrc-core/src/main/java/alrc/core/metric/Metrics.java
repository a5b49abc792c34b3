package alrc.core.metric;

import alrc.settings.Limits;
import alrc.settings.SettingMistake;
import alrc.settings.Words;
import java.util.List;
import java.util.Optional;

/** The metrics that a study or a completion can ask for by name. */
public final class Metrics {
  private static final List<Metric> ALL =
      List.of(new Rmse(), new Mae(), new Psnr(), new Ssim(), new Snr(), new Nmse(), new Frc());

  private Metrics() {}

  /** All metrics, in the order of columns. */
  public static List<Metric> all() {
    return ALL;
  }

  /** The names of all metrics, in the order of columns. */
  public static List<String> names() {
    return ALL.stream().map(Metric::name).toList();
  }

  /**
   * The metric of a name.
   *
   * @throws SettingMistake if there is none: the message lists the names and suggests a near one
   */
  public static Metric named(String name) {
    Optional<Metric> found = ALL.stream().filter(metric -> metric.name().equals(name)).findFirst();
    String near = Words.nearest(name, names()).map(n -> "; did you mean '" + n + "'?").orElse("");
    Limits.require(
        found.isPresent(), "metric", name, "must be one of " + String.join(", ", names()) + near);
    return found.orElseThrow();
  }
}
