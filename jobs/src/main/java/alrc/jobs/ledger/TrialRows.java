package alrc.jobs.ledger;

import alrc.core.record.Outcome;
import alrc.core.record.TrialResult;
import alrc.core.study.Trial;
import alrc.core.train.NumericPlatform;
import alrc.jobs.ledger.LedgerSchema.Failure;
import alrc.jobs.ledger.LedgerSchema.OfTrial;
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

  /** All rows of a finished trial. */
  public static Ledger.Entry entry(Trial trial, Outcome outcome, Circumstances circumstances) {
    String id = trial.id();
    TrialResult result = outcome.result();
    List<Map<String, Object>> curve =
        result.curve().stream()
            .map(point -> Column.row(LedgerSchema.CURVE, new OfTrial<>(id, point)))
            .toList();
    List<Map<String, Object>> spikes =
        result.worstSpikes().stream()
            .map(spike -> Column.row(LedgerSchema.SPIKE, new OfTrial<>(id, spike)))
            .toList();
    List<Map<String, Object>> evaluations =
        result.scores().stream()
            .map(score -> Column.row(LedgerSchema.EVALUATION, new OfTrial<>(id, score)))
            .toList();
    SummaryColumns.Source source = new SummaryColumns.Source(trial, outcome, circumstances);
    Map<String, Object> summary = Column.row(SummaryColumns.ALL, source);
    return new Ledger.Entry(id, summary, curve, spikes, evaluations);
  }

  /** An exception as the cause of a failure. */
  public static String cause(Throwable failed) {
    return failed.getClass().getSimpleName() + ": " + failed.getMessage();
  }

  /**
   * A row of the failures table: an attempt without a result.
   *
   * @param seconds that it took; null where nobody knows
   */
  public static Map<String, Object> failure(
      String trialId, int attempt, String cause, String host, @Nullable Double seconds) {
    Failure failure = new Failure(attempt, cause, System.currentTimeMillis(), host, seconds);
    return Column.row(LedgerSchema.FAILURE, new OfTrial<>(trialId, failure));
  }
}
