package alrc.jobs.replay;

import java.util.Locale;

/**
 * A figure of a trial that differs from the recorded one.
 *
 * @param from the first iteration that it covers, counted from 1
 * @param iteration the last one
 * @param figure its name in the ledger, such as loss or final_mean
 * @param recorded the figure in the ledger; "nothing" if there is none
 * @param now the figure of the replay
 * @param size of the difference, compared with the tolerance; ∞ if it cannot be measured
 */
public record Difference(
    long from, long iteration, String figure, String recorded, String now, double size) {
  @Override
  public String toString() {
    String range = from < iteration ? " (of " + from + "…" + iteration + ")" : "";
    return String.format(
        Locale.ROOT,
        "iteration %d%s: %s recorded %s, now %s",
        iteration,
        range,
        figure,
        recorded,
        now);
  }
}
