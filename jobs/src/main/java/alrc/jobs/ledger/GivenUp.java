package alrc.jobs.ledger;

import alrc.core.study.Trial;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A trial whose attempts are spent.
 *
 * @param attempts that failed
 * @param cause of the last one, its first line
 */
public record GivenUp(String trialId, int attempts, String cause) {
  private static final int MOST = 5;

  /** The first few of these trials that were given up. */
  public static List<GivenUp> first(
      Ledger ledger, Recorded recorded, List<Trial> trials, int attempts) throws IOException {
    List<GivenUp> found = new ArrayList<>();
    for (Trial trial : trials) {
      String id = trial.id();
      boolean open = recorded.finished().contains(id) || recorded.isPending(id, attempts);
      if (!open && found.size() < MOST) {
        int failed = recorded.failures().getOrDefault(id, 0);
        found.add(new GivenUp(id, failed, ledger.cause(id, failed)));
      }
    }
    return found;
  }

  /**
   * Why trials failed, and how to retry them.
   *
   * @param all how many were given up
   */
  public static String words(List<GivenUp> first, int all) {
    StringBuilder words = new StringBuilder();
    first.forEach(one -> words.append(one).append('\n'));
    if (all > first.size()) {
      words.append("and ").append(all - first.size()).append(" more, in failures/").append('\n');
    }
    int more = first.stream().mapToInt(GivenUp::attempts).max().orElse(0) + 1;
    return words.append("'alrc sweep --attempts ").append(more).append("' retries them").toString();
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "trial %s failed %d times: %s", trialId, attempts, cause);
  }
}
