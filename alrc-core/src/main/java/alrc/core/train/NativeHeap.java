package alrc.core.train;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;

/**
 * The C library's allocator, from which the engine takes every feature map.
 *
 * <p>glibc gives large blocks back to the system when they are freed and gets them again as fresh
 * pages, which the system first fills with zeros: thousands of page faults a step, a third of its
 * time at batch 4 and 16. With this setting the allocator keeps freed blocks, and there are no such
 * faults. The memory of a process does not grow: it keeps what one step needed. Numbers are those
 * of {@code mallopt(3)}.
 */
final class NativeHeap {
  private static final int TRIM_THRESHOLD = -1;
  private static final int TOP_PAD = -2;
  private static final int MMAP_THRESHOLD = -3;
  private static final int GIB = 1 << 30;

  /** The largest threshold that glibc before 2.35 takes: half of a thread's heap. */
  private static final int HALF_A_HEAP = 1 << 25;

  private static final int HEAP = 1 << 26;

  private NativeHeap() {}

  /**
   * Makes this process keep freed memory. Nothing changes where there is no glibc, or where the
   * environment sets one of the thresholds.
   *
   * @return whether the allocator agreed
   */
  static boolean keepFreed() {
    if (System.getenv("MALLOC_TRIM_THRESHOLD_") != null
        || System.getenv("MALLOC_MMAP_THRESHOLD_") != null) {
      return false;
    }
    try {
      Function mallopt = NativeLibrary.getProcess().getFunction("mallopt");
      boolean large =
          set(mallopt, MMAP_THRESHOLD, GIB) || set(mallopt, MMAP_THRESHOLD, HALF_A_HEAP);
      return large && set(mallopt, TRIM_THRESHOLD, GIB) && set(mallopt, TOP_PAD, HEAP);
    } catch (LinkageError absent) {
      return false;
    }
  }

  private static boolean set(Function mallopt, int parameter, int value) {
    return mallopt.invokeInt(new Object[] {parameter, value}) == 1;
  }
}
