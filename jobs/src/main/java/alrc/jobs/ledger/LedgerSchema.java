package alrc.jobs.ledger;

import alrc.core.record.CurvePoint;
import alrc.core.record.Score;
import alrc.core.record.Spike;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a sweep: one fixed schema for every study, null where a setting does not apply, so
 * that one query reads two studies.
 */
public final class LedgerSchema {
  /**
   * A row of a table about one trial.
   *
   * @param value what is recorded
   */
  record OfTrial<T>(String trialId, T value) {}

  /** An attempt without a result. */
  record Failure(int attempt, String cause, long failedAt, String host, @Nullable Double seconds) {}

  static final List<Column<OfTrial<CurvePoint>>> CURVE =
      List.of(
          new Column<>("trial_id", ColumnType.TEXT, "The trial.", OfTrial::trialId),
          new Column<>(
              "iteration",
              ColumnType.LONG,
              "The last iteration of the boxcar, from 1.",
              row -> row.value().iteration()),
          new Column<>(
              "loss",
              ColumnType.DOUBLE,
              "Mean unclipped loss over the boxcar.",
              row -> row.value().loss()),
          new Column<>(
              "loss_max",
              ColumnType.DOUBLE,
              "Largest unclipped loss in the boxcar.",
              row -> row.value().lossMax()),
          new Column<>(
              "clipped",
              ColumnType.DOUBLE,
              "Fraction of the losses that were clipped.",
              row -> row.value().clipped()),
          new Column<>(
              "rate",
              ColumnType.DOUBLE,
              "Learning rate at the last iteration.",
              row -> row.value().rate()),
          new Column<>(
              "common_mse",
              ColumnType.DOUBLE,
              "Mean squared error of the same predictions over the boxcar, in squared units of the"
                  + " data whatever the loss.",
              row -> row.value().commonMse()));

  static final List<Column<OfTrial<Spike>>> SPIKE =
      List.of(
          new Column<>("trial_id", ColumnType.TEXT, "The trial.", OfTrial::trialId),
          new Column<>(
              "iteration",
              ColumnType.LONG,
              "The iteration, from 1.",
              row -> row.value().iteration()),
          new Column<>(
              "example_id",
              ColumnType.TEXT,
              "The example whose loss was clipped.",
              row -> row.value().exampleId()),
          new Column<>("loss", ColumnType.DOUBLE, "Its unclipped loss.", row -> row.value().loss()),
          new Column<>("limit", ColumnType.DOUBLE, "The limit.", row -> row.value().limit()));

  static final List<Column<OfTrial<Score>>> EVALUATION =
      List.of(
          new Column<>("trial_id", ColumnType.TEXT, "The trial.", OfTrial::trialId),
          new Column<>(
              "iteration",
              ColumnType.LONG,
              "How many iterations were done.",
              row -> row.value().iteration()),
          new Column<>(
              "metric",
              ColumnType.TEXT,
              "The name of the metric, as in the column `eval_` of `summaries`.",
              row -> row.value().metric()),
          new Column<>(
              "value",
              ColumnType.DOUBLE,
              "Mean over the held-out examples; null where the metric is not finite for any.",
              row -> row.value().value()));

  static final List<Column<OfTrial<Failure>>> FAILURE =
      List.of(
          new Column<>("trial_id", ColumnType.TEXT, "The trial.", OfTrial::trialId),
          new Column<>(
              "attempt", ColumnType.INT, "The attempt, from 1.", row -> row.value().attempt()),
          new Column<>("cause", ColumnType.TEXT, "Why it failed.", row -> row.value().cause()),
          new Column<>("failed_at", ColumnType.TIME, "When, UTC.", row -> row.value().failedAt()),
          new Column<>("host", ColumnType.TEXT, "On which machine.", row -> row.value().host()),
          new Column<>(
              "seconds",
              ColumnType.DOUBLE,
              "How long the attempt took, divided by the trials that trained beside it; null where"
                  + " its process crashed at an unknown time.",
              row -> row.value().seconds()));

  /**
   * The columns that only {@code table.parquet} has; a row is made from whether it is asked for.
   */
  static final List<Column<Boolean>> TABLE_ONLY =
      List.of(
          new Column<>(
              "asked",
              ColumnType.FLAG,
              "Whether the study asked for the trial when the table was written; false for one of"
                  + " settings or seeds that were removed from it.",
              asked -> asked));

  /** One row per finished trial. Times in seconds; {@code started_at} in UTC milliseconds. */
  public static final MessageType SUMMARIES = Column.schema("summary", SummaryColumns.ALL);

  /** All summaries in one file. */
  static final MessageType TABLE =
      Column.schema(
          "table", Stream.concat(SummaryColumns.ALL.stream(), TABLE_ONLY.stream()).toList());

  /** The learning curve of a trial: one row per boxcar of iterations. */
  public static final MessageType CURVES = Column.schema("curve", CURVE);

  /** What was clipped in a trial, worst first. */
  public static final MessageType SPIKES = Column.schema("spike", SPIKE);

  /** The scores of a trial on a split that it is not trained on, in the order of iterations. */
  public static final MessageType EVALUATIONS = Column.schema("evaluation", EVALUATION);

  /** Attempts that ended in an exception; never counted as results. */
  public static final MessageType FAILURES = Column.schema("failure", FAILURE);

  private LedgerSchema() {}

  /** The columns of every table, by the name of its folder. */
  static Map<String, List<? extends Column<?>>> tables() {
    Map<String, List<? extends Column<?>>> tables = new LinkedHashMap<>();
    tables.put("summaries", SummaryColumns.ALL);
    tables.put("table.parquet, besides those of summaries", TABLE_ONLY);
    tables.put("curves", CURVE);
    tables.put("spikes", SPIKE);
    tables.put("evaluations", EVALUATION);
    tables.put("failures", FAILURE);
    return tables;
  }
}
