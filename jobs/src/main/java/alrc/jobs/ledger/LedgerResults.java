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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What trials came to, as a ledger holds it at the moment when the first of them is asked for. */
final class LedgerResults implements SeedPlan.Results {
  private final Ledger ledger;
  private final int attempts;
  private @Nullable Held held;
  private @Nullable Map<String, Double> errors;

  /** Trials with a record, and how often others have failed. */
  private record Held(Set<String> finished, Map<String, Integer> failures) {}

  /**
   * The results of a ledger; nothing is read before it is asked for.
   *
   * @param attempts after which a trial is given up
   */
  LedgerResults(Ledger ledger, int attempts) {
    this.ledger = ledger;
    this.attempts = attempts;
  }

  private Held held() {
    Held known = held;
    if (known == null) {
      try {
        known = new Held(ledger.finished(), ledger.failures());
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
      held = known;
    }
    return known;
  }

  @Override
  public boolean pending(Trial trial) {
    String id = trial.id();
    return !held().finished().contains(id) && held().failures().getOrDefault(id, 0) < attempts;
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
        for (Map<String, Object> row : ledger.summaries(List.copyOf(held().finished()))) {
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
