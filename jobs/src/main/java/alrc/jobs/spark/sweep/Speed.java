package alrc.jobs.spark.sweep;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** How fast counts grow, over the last minute. */
final class Speed {
  private static final long WINDOW = TimeUnit.MINUTES.toNanos(1);

  private record Sample(long nanos, long iterations, long work) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /**
   * Takes the counts of a moment; when they have shrunk (a task was lost), what was before is
   * forgotten.
   *
   * @param nanos of {@link System#nanoTime}
   */
  void add(long nanos, long iterations, long work) {
    Sample last = samples.peekLast();
    if (last != null && (iterations < last.iterations || work < last.work)) {
      samples.clear();
    }
    samples.addLast(new Sample(nanos, iterations, work));
    while (samples.size() > 2 && nanos - samples.peekFirst().nanos > WINDOW) {
      samples.removeFirst();
    }
  }

  double iterationsPerSecond() {
    return span() > 0
        ? (samples.peekLast().iterations - samples.peekFirst().iterations) / span()
        : 0;
  }

  double workPerSecond() {
    return span() > 0 ? (samples.peekLast().work - samples.peekFirst().work) / span() : 0;
  }

  private double span() {
    return samples.isEmpty() ? 0 : (samples.peekLast().nanos - samples.peekFirst().nanos) / 1e9;
  }
}
