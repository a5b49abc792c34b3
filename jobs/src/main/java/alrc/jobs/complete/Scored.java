package alrc.jobs.complete;

import alrc.stem.parquet.Row;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one completion.
 *
 * @param id of the scan
 * @param source of the scan
 * @param split of the scan; null for raw scans
 * @param coverage mean weight of its path
 * @param metrics by name; none without a truth
 * @param baseline name of the baseline with the least RMSE; null without a truth or baselines
 * @param baselineRmse its RMSE
 * @param baselineSsim its SSIM
 * @param baselines the RMSE of every baseline that was tried, by name
 */
public record Scored(
    String id,
    String source,
    @Nullable String split,
    double coverage,
    Map<String, Double> metrics,
    @Nullable String baseline,
    @Nullable Double baselineRmse,
    @Nullable Double baselineSsim,
    Map<String, Double> baselines) {
  /** The RMSE, where there is a truth. */
  public Optional<Double> rmse() {
    return Optional.ofNullable(metrics.get("rmse"));
  }

  static @Nullable Double number(Row row, String column) {
    return row.has(column) ? (Double) row.number(column) : null;
  }
}
