package alrc.jobs.ledger;

import alrc.core.engine.GpuFacts;
import alrc.core.metric.Metrics;
import alrc.core.record.Outcome;
import alrc.core.record.Score;
import alrc.core.record.TrialResult;
import alrc.core.study.Cell;
import alrc.core.study.Trial;
import alrc.core.train.NumericPlatform;
import alrc.settings.CanonicalJson;
import alrc.settings.SettingsWriter.Form;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The columns of {@code summaries}: one row per finished trial. */
final class SummaryColumns {
  /** The settings as JSON. */
  static final String CONFIG = "config";

  /**
   * What a row is made from.
   *
   * @param settings of the trial's cell
   */
  record Source(
      Trial trial, Outcome outcome, TrialRows.Circumstances where, CellSettings settings) {
    Source(Trial trial, Outcome outcome, TrialRows.Circumstances where) {
      this(trial, outcome, where, settings(trial.cell()));
    }

    private static CellSettings settings(Cell cell) {
      return new CellSettings(cell.tree(Form.FULL), cell.tree(Form.CHANGED));
    }

    TrialResult result() {
      return outcome.result();
    }

    NumericPlatform platform() {
      return where.platform();
    }

    /** Iterations of this attempt per second of its time. */
    double speed() {
      double done = result().iterationsDone() - where.resumedAt();
      return where.seconds() > 0 ? done / where.seconds() : 0.0;
    }

    /** The score after the last iteration of a trial that did not diverge. */
    @Nullable Double atTheEnd(String metric) {
      if (outcome instanceof Outcome.Diverged) {
        return null;
      }
      long end = result().iterationsDone();
      return result().scores().stream()
          .filter(score -> score.iteration() == end && score.metric().equals(metric))
          .findFirst()
          .map(Score::value)
          .orElse(null);
    }

    /** By the names of the layers. */
    @Nullable String underflow() {
      List<Double> fractions = result().underflow();
      List<String> layers = trial.cell().settings().model().layers();
      Map<String, Object> named = new LinkedHashMap<>();
      for (int i = 0; i < fractions.size(); i++) {
        named.put(layers.get(i), fractions.get(i));
      }
      return named.isEmpty() ? null : CanonicalJson.write(named);
    }

    @Nullable String divergedWhat() {
      return outcome instanceof Outcome.Diverged diverged ? diverged.what() : null;
    }
  }

  static final String TRAINED_AS = "trained_as";

  /** Time is counted once, for the trial that was trained. */
  private static final List<String> NOT_SPENT = List.of("wall_seconds", "iterations_per_second");

  private static final List<Column<Source>> IDENTITY =
      List.of(
          text(
              "trial_id",
              "16 hexadecimal digits of SHA-256 over canonical cell, seed and data digest.",
              row -> row.trial().id()),
          text(
              "cell_id",
              "16 hexadecimal digits of SHA-256 over the canonical cell.",
              row -> row.trial().cell().id()),
          text("study", "The name of the study that trained it.", row -> row.where().study()),
          new Column<>(
              "seed",
              ColumnType.LONG,
              "The seed of initial weights and of the order of examples.",
              row -> row.trial().seed()));

  private static final List<Column<Source>> RESULT =
      List.of(
          text(CONFIG, "The canonical cell as JSON.", row -> row.trial().cell().canonicalJson()),
          text("status", "`completed` or `diverged`.", row -> row.outcome().status()),
          number(
              "final_mean",
              "Mean of the last `summary.last` unclipped training errors, in the loss's own unit.",
              row -> row.result().finalMean()),
          number("final_sd", "Standard deviation of these errors.", row -> row.result().finalSd()),
          number(
              "common_mse",
              "Mean squared error of the same predictions over the same iterations: a mean over"
                  + " pixels and channels without any factor, in squared units of the data, so the"
                  + " unit does not depend on the loss.",
              row -> row.result().commonMse()),
          number("best", "Lowest mean over a boxcar of the curve.", row -> row.result().best()),
          number("last", "Last mean over a boxcar of the curve.", row -> row.result().last()),
          whole("iterations_done", "Iterations that were done.", r -> r.result().iterationsDone()),
          whole(
              "diverged_at",
              "The iteration whose loss or gradient was not finite.",
              row -> row.result().divergedAt()),
          text("diverged_what", "`loss` or `gradient`: what was not finite.", Source::divergedWhat),
          number(
              "clip_fraction",
              "Clipped losses divided by all losses of the trial.",
              row -> row.result().clipFraction()),
          whole("spikes", "Iterations with a clipped loss.", row -> row.result().spikes()),
          text(
              "underflow",
              "As JSON, for each layer but the last, the fraction of the gradients of its output"
                  + " that were not 0 and became 0 in float16, over all iterations. Null with"
                  + " `precision: float32`.",
              Source::underflow),
          number(
              "wall_seconds",
              "Time of the last attempt; null beside `trained_as`.",
              row -> row.where().seconds()),
          number(
              "iterations_per_second",
              "Speed of the last attempt; null beside `trained_as`.",
              Source::speed),
          new Column<>(
              "attempt", ColumnType.INT, "Attempts, from 1.", row -> row.where().attempt()),
          new Column<>(
              "cohort_size",
              ColumnType.INT,
              "Trials that trained side by side in its process.",
              row -> row.where().cohortSize()),
          text("device", "`cpu`, or `gpu:` and the address.", row -> row.where().device()),
          text(
              "gpu",
              "Name of the GPU, and the versions of driver, CUDA and cuDNN; null on a processor.",
              row -> GpuFacts.of(row.where().device())),
          text("cpu_isa", "The instruction set of the processor.", r -> r.platform().cpuIsa()),
          new Column<>(
              "threads",
              ColumnType.INT,
              "Threads of the engine in one training step.",
              row -> row.platform().threads()),
          text("engine", "The tensor engine and its version.", row -> row.platform().engine()),
          text(
              TRAINED_AS,
              "The trial that was trained, where this one differs from it only in settings that"
                  + " cannot act. Null for a trial that was trained itself.",
              row -> null),
          text("data_digest", "The digest of the examples.", row -> row.trial().dataDigest()),
          text("code_version", "The version of alrc.", row -> CodeVersion.current()),
          text(
              "code_commit",
              "The git commit of alrc, with `-changed` where its sources differed from it. Null if"
                  + " unknown.",
              row -> CodeVersion.commit()),
          new Column<>(
              "started_at",
              ColumnType.TIME,
              "When the last attempt began, UTC.",
              row -> row.where().startedAt()),
          text("host", "The machine of the last attempt.", row -> row.where().host()));

  /** All, in the order of the table. */
  static final List<Column<Source>> ALL =
      Stream.of(IDENTITY, settings(), RESULT, evaluated()).flatMap(List::stream).toList();

  private SummaryColumns() {}

  /**
   * The row of a trial whose result is that of another.
   *
   * @param trained the row of the other
   */
  static Map<String, Object> twin(Trial twin, Map<String, Object> trained) {
    Map<String, Object> row = new LinkedHashMap<>(trained);
    SettingColumns.ALL.forEach(column -> row.remove(column.name()));
    NOT_SPENT.forEach(row::remove);
    row.putAll(SettingColumns.row(twin.cell()));
    row.putIfAbsent(TRAINED_AS, Objects.requireNonNull(trained.get("trial_id")));
    row.remove(TRAINED_AS, twin.id()); // its own result, which a twin has kept
    row.put("trial_id", twin.id());
    row.put("cell_id", twin.cell().id());
    row.put(CONFIG, twin.cell().canonicalJson());
    return row;
  }

  /** Whether a trial clipped a loss: it then has a file of spikes. */
  static boolean clipped(Map<String, Object> summary) {
    return summary.get("spikes") instanceof Long spikes && spikes > 0;
  }

  private static List<Column<Source>> settings() {
    return SettingColumns.ALL.stream()
        .map(
            column ->
                new Column<Source>(
                    column.name(),
                    column.type(),
                    column.documentation(),
                    row -> column.value().apply(row.settings())))
        .toList();
  }

  private static List<Column<Source>> evaluated() {
    return Metrics.all().stream()
        .map(
            metric ->
                number(
                    "eval_" + metric.name(),
                    "At the end, mean over held-out examples: " + metric.source() + ".",
                    row -> row.atTheEnd(metric.name())))
        .toList();
  }

  private static Column<Source> text(
      String name, String documentation, Function<Source, @Nullable Object> value) {
    return new Column<>(name, ColumnType.TEXT, documentation, value);
  }

  private static Column<Source> number(
      String name, String documentation, Function<Source, @Nullable Object> value) {
    return new Column<>(name, ColumnType.DOUBLE, documentation, value);
  }

  private static Column<Source> whole(
      String name, String documentation, Function<Source, @Nullable Object> value) {
    return new Column<>(name, ColumnType.LONG, documentation, value);
  }
}
