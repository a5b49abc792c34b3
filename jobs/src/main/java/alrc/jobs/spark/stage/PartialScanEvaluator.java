package alrc.jobs.spark.stage;

import alrc.core.metric.ImagePair;
import alrc.core.metric.Metric;
import alrc.core.metric.Metrics;
import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * A Spark ML evaluator: the mean of a metric of {@code complete} over images. It takes rows with
 * {@code height}, {@code width}, {@code completion} and {@code target}, such as {@link
 * CompletionModel} gives; rows without a target or a completion are left out. Rows for which the
 * metric is not defined, such as the Fourier ring correlation of a constant image, are left out
 * too, and standard error says how many. NaN where no row is left.
 */
public final class PartialScanEvaluator extends Evaluator implements DefaultParamsWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final Param<String> metricName;

  /** Makes an evaluator of the root mean squared error. */
  public PartialScanEvaluator() {
    this(Identifiable$.MODULE$.randomUID("partialScanEvaluator"));
  }

  /** Makes an evaluator with a name, as Spark does on loading. */
  public PartialScanEvaluator(String uid) {
    this.uid = uid;
    this.metricName = new Param<>(uid, "metricName", String.join(", ", Metrics.names()));
    setDefault(metricName, "rmse");
  }

  @Override
  public String uid() {
    return uid;
  }

  /** The metric's name, such as {@code rmse}. */
  public Param<String> metricName() {
    return metricName;
  }

  /** Sets the metric. */
  public PartialScanEvaluator setMetricName(String name) {
    set(metricName, Metrics.named(name).name());
    return this;
  }

  private Metric metric() {
    return Metrics.named(getOrDefault(metricName));
  }

  @Override
  public boolean isLargerBetter() {
    return metric().largerIsBetter();
  }

  @Override
  public double evaluate(Dataset<?> rows) {
    double[] all =
        rows
            .toDF()
            .filter("target IS NOT NULL AND completion IS NOT NULL")
            .select("target", "completion", "height", "width")
            .map(new Score(metric().name()), Encoders.DOUBLE())
            .collectAsList()
            .stream()
            .mapToDouble(Double::doubleValue)
            .toArray();
    double[] defined = Arrays.stream(all).filter(value -> !Double.isNaN(value)).toArray();
    if (defined.length < all.length) {
      System.err.printf(
          Locale.ROOT,
          "%s: is not defined for %d of %d rows; its mean is over the others%n",
          metric().name(),
          all.length - defined.length,
          all.length);
    }
    return Arrays.stream(defined).average().orElse(Double.NaN);
  }

  private record Score(String metric) implements MapFunction<Row, Double> {
    private static final long serialVersionUID = 1L;

    @Override
    public Double call(Row row) {
      Metric named = Metrics.named(metric);
      int height = row.getInt(2);
      int width = row.getInt(3);
      return Math.min(height, width) < named.smallestSide()
          ? Double.NaN
          : named.of(
              new ImagePair(
                  FloatPixels.floats((byte[]) row.get(0)),
                  FloatPixels.floats((byte[]) row.get(1)),
                  height,
                  width));
    }
  }

  @Override
  public PartialScanEvaluator copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Reads an evaluator that was saved. */
  public static MLReader<PartialScanEvaluator> read() {
    return new DefaultParamsReader<>();
  }

  /** Loads an evaluator that was saved. */
  public static PartialScanEvaluator load(String path) {
    return read().load(path);
  }
}
