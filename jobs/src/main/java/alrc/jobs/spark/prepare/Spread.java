package alrc.jobs.spark.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Spreads files over tasks. */
final class Spread {
  /** Enough for a part file of convenient size. */
  private static final long BYTES = 128L << 20;

  /** Batches for each slot, so that the last ones are short. */
  private static final int PER_SLOT = 4;

  private Spread() {}

  /** Returns batches of about equal bytes, in the order of the files; at least one. */
  static <T> List<List<T>> byBytes(List<T> files, ToLongFunction<T> bytes, int slots) {
    long total = files.stream().mapToLong(bytes).sum();
    long share = Math.max(1, Math.min(BYTES, total / ((long) slots * PER_SLOT)));
    List<List<T>> batches = new ArrayList<>();
    List<T> next = new ArrayList<>();
    long held = 0;
    for (T file : files) {
      long more = bytes.applyAsLong(file);
      if (!next.isEmpty() && held + more > share) {
        batches.add(next);
        next = new ArrayList<>();
        held = 0;
      }
      next.add(file);
      held += more;
    }
    batches.add(next);
    return batches;
  }
}
