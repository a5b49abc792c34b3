package alrc.jobs.complete;

import alrc.core.metric.Metrics;
import alrc.stem.baseline.Baselines;
import alrc.stem.parquet.Columns;
import alrc.stem.parquet.Columns.Kind;
import alrc.stem.parquet.Row;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns of {@code completions/*.parquet}. */
final class CompletionColumns {
  static final String COMPLETION = "completion";
  static final String TARGET = "target";
  private static final String RMSE = "_rmse";

  /**
   * What a row is made from.
   *
   * @param split of a prepared scan; null for a raw one
   * @param completion {@code height × width}
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Source(
      PartialExample example,
      @Nullable String split,
      float[] completion,
      CompletionScorer.Scores scores) {
    private @Nullable Double ofBest(Map<String, Double> values) {
      return scores.best() == null ? null : values.get(scores.best());
    }
  }

  static final Columns<Source> ALL = columns();

  /** The columns that a summary needs. */
  static final Set<String> FIGURES = figures();

  private CompletionColumns() {}

  private static Columns<Source> columns() {
    Columns<Source> columns =
        new Columns<Source>()
            .add("example_id", Kind.STRING, row -> row.example().id())
            .add("source", Kind.STRING, row -> row.example().key().source())
            .add("height", Kind.INT, row -> row.example().mask().height())
            .add("width", Kind.INT, row -> row.example().mask().width())
            .add(COMPLETION, Kind.BYTES, row -> bytes(row.completion()))
            .addNullable(
                TARGET,
                Kind.BYTES,
                row -> row.example().target().map(CompletionColumns::bytes).orElse(null));
    for (String metric : Metrics.names()) {
      columns.addNullable(metric, Kind.DOUBLE, row -> row.scores().metrics().get(metric));
    }
    columns
        .addNullable("baseline", Kind.STRING, row -> row.scores().best())
        .addNullable("baseline_rmse", Kind.DOUBLE, row -> row.ofBest(row.scores().rmse()))
        .addNullable("baseline_ssim", Kind.DOUBLE, row -> row.ofBest(row.scores().ssim()))
        .addNullable("split", Kind.STRING, Source::split)
        .add("mask_id", Kind.STRING, row -> row.example().mask().id())
        .add("coverage", Kind.DOUBLE, row -> row.example().mask().measuredMean())
        .addNullable("raw_min", Kind.DOUBLE, row -> row.example().measured().low())
        .addNullable("raw_max", Kind.DOUBLE, row -> row.example().measured().high());
    for (String baseline : Baselines.names()) {
      String name = column(baseline);
      columns
          .addNullable(name + RMSE, Kind.DOUBLE, row -> row.scores().rmse().get(baseline))
          .addNullable(name + "_ssim", Kind.DOUBLE, row -> row.scores().ssim().get(baseline));
    }
    return columns;
  }

  private static String column(String baseline) {
    return baseline.replace('-', '_');
  }

  private static Set<String> figures() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < ALL.count(); i++) {
      names.add(ALL.name(i));
    }
    names.remove(COMPLETION);
    names.remove(TARGET);
    return names;
  }

  /** The figures of a row. */
  static Scored scored(Row row) {
    return new Scored(
        row.text("example_id"),
        row.text("source"),
        row.textOrNull("split"),
        row.number("coverage"),
        numbers(row, Metrics.names(), name -> name),
        row.textOrNull("baseline"),
        Scored.number(row, "baseline_rmse"),
        Scored.number(row, "baseline_ssim"),
        numbers(row, Baselines.names(), name -> column(name) + RMSE));
  }

  private static Map<String, Double> numbers(
      Row row, Iterable<String> names, java.util.function.UnaryOperator<String> column) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (String name : names) {
      if (row.has(column.apply(name))) {
        numbers.put(name, row.number(column.apply(name)));
      }
    }
    return numbers;
  }

  static byte[] bytes(float[] values) {
    byte[] bytes = new byte[values.length * Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return bytes;
  }

  static float[] floats(ByteBuffer bytes) {
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }
}
