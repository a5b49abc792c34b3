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

/** What trials came to, as a ledger held it at one moment. */
final class LedgerResults implements SeedPlan.Results {
  private final Ledger ledger;
  private final int attempts;
  private final Set<String> finished;
  private final Map<String, Integer> failures;
  private final Map<String, OptionalDouble> errors = new HashMap<>();

  /**
   * Reads which trials have ended; what they came to is read when it is asked for.
   *
   * @param attempts after which a trial is given up
   */
  LedgerResults(Ledger ledger, int attempts) throws IOException {
    this.ledger = ledger;
    this.attempts = attempts;
    this.finished = ledger.finished();
    this.failures = ledger.failures();
  }

  @Override
  public boolean pending(Trial trial) {
    String id = trial.id();
    return !finished.contains(id) && failures.getOrDefault(id, 0) < attempts;
  }

  @Override
  public OptionalDouble error(Trial trial) {
    return errors.computeIfAbsent(
        trial.id(), id -> finished.contains(id) ? read(id) : OptionalDouble.empty());
  }

  private OptionalDouble read(String id) {
    try {
      Map<String, Object> row = ledger.summaries(List.of(id)).get(0);
      return OptionalDouble.of(
          "completed".equals(row.get("status"))
              ? (Double) Objects.requireNonNull(row.get("final_mean"))
              : Double.POSITIVE_INFINITY);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
