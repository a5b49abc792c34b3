package alrc.stem.transform;

/**
 * The smallest and the largest of a set of finite values, and the linear maps that they fix.
 *
 * @param min smallest value
 * @param max largest value
 */
record ValueRange(double min, double max) {
  /** A range smaller than this is taken as no range: the image is constant. */
  static final double CONSTANT = 1e-6;

  /** Columns of the running minima: wide enough for the compiler to use vector instructions. */
  private static final int LANES = 256;

  /** Returns the range of at least one finite value. */
  static ValueRange of(float[] values) {
    float[] low = new float[LANES];
    float[] high = new float[LANES];
    java.util.Arrays.fill(low, values[0]);
    java.util.Arrays.fill(high, values[0]);
    int whole = values.length - values.length % LANES;
    for (int block = 0; block < whole; block += LANES) {
      widen(values, block, low, high);
    }
    float min = values[0];
    float max = values[0];
    for (int i = whole; i < values.length; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }
    for (int lane = 0; lane < LANES; lane++) {
      min = Math.min(min, low[lane]);
      max = Math.max(max, high[lane]);
    }
    return new ValueRange(min, max);
  }

  /** Takes {@code low.length} values from {@code start} on into running minima and maxima. */
  static void widen(float[] values, int start, float[] low, float[] high) {
    for (int i = 0; i < low.length; i++) {
      low[i] = Math.min(low[i], values[start + i]);
    }
    for (int i = 0; i < high.length; i++) {
      high[i] = Math.max(high[i], values[start + i]);
    }
  }

  boolean isConstant() {
    return max - min < CONSTANT;
  }

  double middle() {
    return (min + max) / 2;
  }

  double half() {
    return (max - min) / 2;
  }
}
