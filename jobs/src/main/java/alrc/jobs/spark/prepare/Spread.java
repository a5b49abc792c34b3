package alrc.jobs.spark.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Spreads files over tasks. */
final class Spread {
  /** Enough for a part file of convenient size, and to make the costs of a task negligible. */
  private static final long BYTES = 256L << 20;

  /** Batches for each slot, so that a slow batch delays little. */
  private static final int PER_SLOT = 4;

  private Spread() {}

  /**
   * Returns batches of about equal bytes, in the order of the files; at least one. There are as
   * many for each slot, so that all slots end at about the same time.
   */
  static <T> List<List<T>> byBytes(List<T> files, ToLongFunction<T> bytes, int slots) {
    long total = files.stream().mapToLong(bytes).sum();
    long perSlot = Math.max(PER_SLOT, total / slots / BYTES + 1);
    double share = Math.max(1, (double) total / slots / perSlot);
    List<List<T>> batches = new ArrayList<>();
    List<T> next = new ArrayList<>();
    int last = 0;
    long before = 0;
    for (T file : files) {
      long more = bytes.applyAsLong(file);
      int place = (int) ((before + more / 2) / share);
      if (place > last && !next.isEmpty()) {
        batches.add(next);
        next = new ArrayList<>();
      }
      next.add(file);
      last = place;
      before += more;
    }
    batches.add(next);
    return batches;
  }
}
