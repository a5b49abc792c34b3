package alrc.jobs.ledger;

import alrc.core.study.Trial;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How far a sweep is: completed + diverged + failed + pending = trials.
 *
 * @param failed trials whose attempts are spent
 * @param noLongerAsked recorded trials besides these, of settings or seeds that were removed from
 *     the study
 */
public record SweepCounts(
    int trials, int completed, int diverged, int failed, int pending, int noLongerAsked) {
  /** Default of the attempts after which a trial that keeps failing is given up. */
  public static final int ATTEMPTS = 3;

  /**
   * Counts the trials of the study as it is now, and those that were removed from it.
   *
   * @param attempts after which a trial is given up
   */
  public static SweepCounts of(Recorded recorded, List<Trial> trials, int attempts)
      throws IOException {
    List<String> ids = trials.stream().map(Trial::id).toList();
    List<String> done = ids.stream().filter(recorded.finished()::contains).toList();
    int diverged = 0;
    for (Map<String, Object> row : recorded.summaries(done)) {
      diverged += "diverged".equals(row.get("status")) ? 1 : 0;
    }
    int completed = done.size() - diverged;
    int pending = (int) ids.stream().filter(id -> recorded.isPending(id, attempts)).count();
    int failed = ids.size() - done.size() - pending;
    int noLongerAsked = recorded.noLongerAsked(trials).size();
    return new SweepCounts(ids.size(), completed, diverged, failed, pending, noLongerAsked);
  }

  /** The counts by their names in {@code --json}; {@code no_longer_asked} only where some are. */
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("trials", trials);
    facts.put("completed", completed);
    facts.put("diverged", diverged);
    facts.put("failed", failed);
    facts.put("pending", pending);
    if (noLongerAsked > 0) {
      facts.put("no_longer_asked", noLongerAsked);
    }
    return facts;
  }

  /** A sentence about recorded trials that the study no longer asks for; empty without any. */
  public Optional<String> remark() {
    if (noLongerAsked == 0) {
      return Optional.empty();
    }
    boolean one = noLongerAsked == 1;
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%d recorded trial%s settings or seeds that the study no longer asks for; %s in the"
                + " ledger",
            noLongerAsked,
            one ? " has" : "s have",
            one ? "it stays" : "they stay"));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d trials: %d completed, %d diverged, %d failed, %d pending",
        trials,
        completed,
        diverged,
        failed,
        pending);
  }
}
