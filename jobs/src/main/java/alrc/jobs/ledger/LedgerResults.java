package alrc.jobs.ledger;

import alrc.core.study.SeedPlan;
import alrc.core.study.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The results of trials, as a ledger records them at one moment. */
final class LedgerResults implements SeedPlan.Results {
  private final Recorded recorded;
  private final int attempts;
  private @Nullable Map<String, Double> errors;

  /**
   * The results of a ledger; no summary is read before it is asked for.
   *
   * @param attempts after which a trial is given up
   */
  LedgerResults(Recorded recorded, int attempts) {
    this.recorded = recorded;
    this.attempts = attempts;
  }

  @Override
  public boolean pending(Trial trial) {
    return recorded.isPending(trial.id(), attempts);
  }

  @Override
  public OptionalDouble error(Trial trial) {
    Double error = errors().get(trial.id());
    return error == null ? OptionalDouble.empty() : OptionalDouble.of(error);
  }

  private Map<String, Double> errors() {
    Map<String, Double> known = errors;
    if (known == null) {
      known = new HashMap<>();
      try {
        for (Map<String, Object> row : recorded.summaries(List.copyOf(recorded.finished()))) {
          known.put(String.valueOf(row.get("trial_id")), error(row));
        }
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
      errors = known;
    }
    return known;
  }

  private static double error(Map<String, Object> row) {
    return "completed".equals(row.get("status"))
        ? (Double) Objects.requireNonNull(row.get("final_mean"))
        : Double.POSITIVE_INFINITY;
  }
}
