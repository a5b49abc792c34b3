package alrc.core.train;

import alrc.core.data.HeldOut;
import alrc.core.metric.Metric;
import alrc.settings.Limits;
import java.util.List;

/**
 * On what, how and when a trial is scored while it trains. Scoring never changes the training.
 *
 * @param heldOut the examples
 * @param examples how many of them at most, the first ones, ≥ 1
 * @param metrics in the order of the scores
 * @param every iterations between two scorings, ≥ 1; there is always one at the end
 */
public record Scoring(HeldOut heldOut, int examples, List<Metric> metrics, long every) {
  public Scoring {
    metrics = List.copyOf(metrics);
    Limits.atLeast("examples", examples, 1);
    Limits.atLeast("metrics", metrics.size(), 1);
    Limits.atLeast("every", every, 1);
  }

  /** How many examples are scored: never more than there are. */
  public int scored() {
    return Math.min(examples, heldOut.count());
  }

  /** Whether a trial is scored after an iteration. */
  boolean due(long iteration, long iterations) {
    return iteration > 0 && (iteration % every == 0 || iteration == iterations);
  }

  /** The first iteration after this one that is followed by a scoring. */
  long next(long iteration, long iterations) {
    return Math.min(iterations, (iteration / every + 1) * every);
  }

  /** All that decides the scores of a network. */
  @Override
  public String toString() {
    List<String> names = metrics.stream().map(Metric::name).toList();
    return names + " of " + scored() + " of " + heldOut.digest() + " every " + every;
  }
}
