package alrc.jobs.replay;

/**
 * A figure of a trial that came out otherwise than recorded.
 *
 * @param from the first iteration that it covers, counted from 1
 * @param iteration the last one
 * @param figure its name in the ledger, such as loss or final_mean
 * @param recorded as the ledger shows it; "nothing" where it has none
 * @param now as it is now
 * @param size what a tolerance is held against; ∞ where the two cannot be measured
 */
public record Difference(
    long from, long iteration, String figure, String recorded, String now, double size) {
  @Override
  public String toString() {
    String range = from < iteration ? " (of " + from + "…" + iteration + ")" : "";
    return String.format(
        "iteration %d%s: %s recorded %s, now %s", iteration, range, figure, recorded, now);
  }
}
