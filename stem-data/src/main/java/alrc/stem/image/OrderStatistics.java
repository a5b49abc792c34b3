package alrc.stem.image;

/** Values by their rank among finite values, found without sorting. */
public final class OrderStatistics {
  private static final int HALF = 16;
  private static final int BINS = 1 << HALF;

  private OrderStatistics() {}

  /**
   * Returns a percentile by linear interpolation between the two nearest ranks, at position (n −
   * 1)·p/100: the default of NumPy's {@code percentile}.
   *
   * @param percent in [0, 100]
   */
  public static float percentile(float[] values, double percent) {
    double position = (values.length - 1) * (percent / 100);
    int below = (int) position;
    double fraction = position - below;
    double low = at(values, below);
    double high = fraction > 0 ? at(values, below + 1) : low;
    return (float) (low + (high - low) * fraction);
  }

  /**
   * Returns the value of a rank, 0 being the smallest: counts first by the upper, then by the lower
   * 16 bits of keys that are ordered as the values are.
   */
  public static float at(float[] values, int rank) {
    int[] counts = new int[BINS];
    for (float value : values) {
      counts[key(value) >>> HALF]++;
    }
    int upper = 0;
    int left = rank;
    while (left >= counts[upper]) {
      left -= counts[upper++];
    }
    int[] inner = new int[BINS];
    for (float value : values) {
      int key = key(value);
      if (key >>> HALF == upper) {
        inner[key & (BINS - 1)]++;
      }
    }
    int lower = 0;
    while (left >= inner[lower]) {
      left -= inner[lower++];
    }
    return value(upper << HALF | lower);
  }

  private static int key(float value) {
    int bits = Float.floatToRawIntBits(value);
    return bits ^ (bits >> 31 | Integer.MIN_VALUE);
  }

  private static float value(int key) {
    return Float.intBitsToFloat(key < 0 ? key ^ Integer.MIN_VALUE : ~key);
  }
}
