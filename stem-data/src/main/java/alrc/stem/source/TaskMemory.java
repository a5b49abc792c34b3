package alrc.stem.source;

import java.util.Locale;

/**
 * The memory that the reading of one file may use: half of the Java heap, divided by the tasks that
 * read at the same time. A reader asks here before it makes anything whose size a file decides.
 */
public final class TaskMemory {
  /** What is smaller than this is always allowed. */
  private static final long SMALL = 1L << 24;

  private static final ThreadLocal<Integer> TASKS = ThreadLocal.withInitial(() -> 1);

  private TaskMemory() {}

  /** Sets how many tasks read at the same time as this thread; 1 unless set. */
  public static void share(int tasks) {
    TASKS.set(Math.max(1, tasks));
  }

  /** Returns the most bytes that this thread may use for one file. */
  public static long most() {
    return Math.max(SMALL, Runtime.getRuntime().maxMemory() / 2 / TASKS.get());
  }

  /**
   * Refuses what needs more.
   *
   * @param offset in the file of what decides the size
   * @param bytes needed at once
   * @param what it is for
   * @throws UnreadableImageException of the kind {@link UnreadableImageException.Kind#TOO_LARGE}
   */
  public static void check(String format, long offset, double bytes, String what)
      throws UnreadableImageException {
    if (bytes > most()) {
      throw UnreadableImageException.tooLarge(
          format,
          offset,
          String.format(
              Locale.ROOT,
              "%s: %.0f MiB of memory at once; one file may use %d MiB, half of the Java heap"
                  + " (ALRC_HEAP sets it, on a cluster spark.executor.memory)",
              what,
              Math.ceil(bytes / (1 << 20)),
              most() >> 20));
    }
  }
}
