package alrc.core.state;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/**
 * Reads numbers from the device for a rule, which waits until all that was asked of the device is
 * done: the one way for rules, so that their reads can be counted.
 */
public final class HostReads {
  private static final ThreadLocal<long[]> DONE = ThreadLocal.withInitial(() -> new long[2]);

  private HostReads() {}

  /** The only number of an array. */
  public static double number(NDArray array) {
    return numbers(array)[0];
  }

  /** All numbers of an array, in one read. */
  public static double[] numbers(NDArray array) {
    long[] done = DONE.get();
    done[0]++;
    done[1] += array.size();
    return array.toType(DataType.FLOAT64, false).toDoubleArray();
  }

  /** How often this thread has read. */
  public static long times() {
    return DONE.get()[0];
  }

  /** How many numbers this thread has read. */
  public static long numbers() {
    return DONE.get()[1];
  }
}
