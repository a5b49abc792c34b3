package alrc.jobs.ledger;

import alrc.core.study.Cell;
import alrc.core.study.CellColumns;
import alrc.core.study.Trial;
import alrc.core.train.NumericPlatform;
import alrc.core.train.Outcome;
import alrc.core.train.TrialResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of a trial in the ledger's tables. */
public final class TrialRows {
  private TrialRows() {}

  /**
   * How and where a trial was run.
   *
   * @param attempt counted from 1
   * @param cohortSize trials that trained together in one process
   * @param resumedAt iterations that an earlier process had done
   * @param device as named by the task that ran it, such as cpu or gpu:1
   * @param startedAt milliseconds since 1970, UTC
   */
  public record Circumstances(
      String study,
      int attempt,
      int cohortSize,
      long resumedAt,
      String device,
      NumericPlatform platform,
      long startedAt,
      double seconds,
      String host) {}

  /** The typed settings of a cell, by column name; absent where one does not apply. */
  public static Map<String, Object> settings(Cell cell) {
    CellColumns columns = cell.columns();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("model", cell.model());
    row.put("width", cell.width());
    row.put("data", columns.dataKind());
    row.put("loss", columns.loss());
    row.put("loss_scale", columns.lossScale());
    put(row, "loss_power", columns.lossPower());
    row.put("rule", columns.rule());
    put(row, "deviations", columns.deviations());
    put(row, "decay", columns.decay());
    put(row, "moments", columns.moments());
    put(row, "start", columns.start());
    put(row, "update", columns.update());
    put(row, "sides", columns.sides());
    put(row, "per", columns.per());
    put(row, "huber", columns.huber());
    row.put("gradient", columns.gradient());
    row.put("batch", cell.batch());
    row.put("optimizer", columns.optimizer());
    row.put("rate", cell.rate());
    put(row, "beta1", columns.ofOptimizer("beta1"));
    put(row, "beta2", columns.ofOptimizer("beta2"));
    put(row, "momentum", columns.ofOptimizer("momentum"));
    put(row, "weight_decay", columns.ofOptimizer("weight-decay"));
    row.put("schedule", columns.schedule());
    row.put("beta1_schedule", columns.beta1Schedule());
    put(row, "other_settings", columns.otherSettings());
    row.put("iterations", cell.iterations());
    row.put("kernel_form", cell.kernelForm());
    return row;
  }

  /** Summary, curve and spikes of a finished trial. */
  public static Ledger.Entry entry(Trial trial, Outcome outcome, Circumstances circumstances) {
    String id = trial.id();
    TrialResult result = outcome.result();
    List<Map<String, Object>> curve =
        result.curve().stream()
            .map(
                point ->
                    Map.<String, Object>of(
                        "trial_id", id,
                        "iteration", point.iteration(),
                        "loss", point.loss(),
                        "loss_max", point.lossMax(),
                        "clipped", point.clipped(),
                        "rate", point.rate()))
            .toList();
    List<Map<String, Object>> spikes =
        result.worstSpikes().stream()
            .map(
                spike ->
                    Map.<String, Object>of(
                        "trial_id", id,
                        "iteration", spike.iteration(),
                        "example_id", spike.exampleId(),
                        "loss", spike.loss(),
                        "limit", spike.limit()))
            .toList();
    return new Ledger.Entry(id, summary(trial, outcome, circumstances), curve, spikes);
  }

  private static Map<String, Object> summary(Trial trial, Outcome outcome, Circumstances where) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("trial_id", trial.id());
    row.put("cell_id", trial.cell().id());
    row.put("study", where.study());
    row.put("seed", trial.seed());
    row.putAll(settings(trial.cell()));
    row.put("config", trial.cell().canonicalJson());
    putOutcome(row, outcome);
    row.put("wall_seconds", where.seconds());
    double done = outcome.result().iterationsDone() - where.resumedAt();
    row.put("iterations_per_second", where.seconds() > 0 ? done / where.seconds() : 0.0);
    row.put("attempt", where.attempt());
    row.put("cohort_size", where.cohortSize());
    row.put("device", where.device());
    row.put("cpu_isa", where.platform().cpuIsa());
    row.put("threads", where.platform().threads());
    row.put("engine", where.platform().engine());
    row.put("data_digest", trial.dataDigest());
    row.put("code_version", CodeVersion.current());
    row.put("started_at", where.startedAt());
    row.put("host", where.host());
    return row;
  }

  private static void putOutcome(Map<String, Object> row, Outcome outcome) {
    TrialResult result = outcome.result();
    row.put("status", outcome.status());
    put(row, "final_mean", result.finalMean());
    put(row, "final_sd", result.finalSd());
    put(row, "best", result.best());
    put(row, "last", result.last());
    row.put("iterations_done", result.iterationsDone());
    put(row, "diverged_at", result.divergedAt());
    if (outcome instanceof Outcome.Diverged diverged) {
      row.put("diverged_what", diverged.what());
    }
    row.put("clip_fraction", result.clipFraction());
    row.put("spikes", result.spikes());
  }

  /** An exception as the cause of a failure. */
  public static String cause(Throwable failed) {
    return failed.getClass().getSimpleName() + ": " + failed.getMessage();
  }

  /** A row of the failures table: an attempt without a result. */
  public static Map<String, Object> failure(
      String trialId, int attempt, String cause, String host) {
    return Map.of(
        "trial_id", trialId,
        "attempt", attempt,
        "cause", cause,
        "failed_at", System.currentTimeMillis(),
        "host", host);
  }

  private static void put(Map<String, Object> row, String name, @Nullable Object value) {
    if (value != null) {
      row.put(name, value);
    }
  }
}
