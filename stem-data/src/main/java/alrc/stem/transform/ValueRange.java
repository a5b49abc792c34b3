package alrc.stem.transform;

import java.util.Arrays;

/**
 * The smallest and the largest of a set of values, and the linear maps that they fix.
 *
 * @param min smallest value
 * @param max largest value
 */
record ValueRange(double min, double max) {
  /** A range smaller than this is taken as no range: the image is constant. */
  static final double CONSTANT = 1e-6;

  private static final int LANES = 512;

  /**
   * Running minima and maxima of each of a number of lanes. Its loops are of the plain form, array
   * by array from index 0, that the compiler turns into vector instructions.
   */
  static final class Lanes {
    private final float[] low;
    private final float[] high;

    Lanes(int count) {
      low = new float[count];
      high = new float[count];
      Arrays.fill(low, Float.POSITIVE_INFINITY);
      Arrays.fill(high, Float.NEGATIVE_INFINITY);
    }

    /** Takes one value for each lane. */
    void take(float[] values) {
      lower(low, values);
      raise(high, values);
    }

    ValueRange range() {
      float min = low[0];
      float max = high[0];
      for (int i = 1; i < low.length; i++) {
        min = Math.min(min, low[i]);
        max = Math.max(max, high[i]);
      }
      return new ValueRange(min, max);
    }

    private static void lower(float[] low, float[] values) {
      for (int i = 0; i < low.length; i++) {
        low[i] = Math.min(low[i], values[i]);
      }
    }

    private static void raise(float[] high, float[] values) {
      for (int i = 0; i < high.length; i++) {
        high[i] = Math.max(high[i], values[i]);
      }
    }
  }

  /** Returns the range of at least one value; not finite where one of them is not. */
  static ValueRange of(float[] values) {
    Lanes lanes = new Lanes(LANES);
    float[] block = new float[LANES];
    Arrays.fill(block, values[0]);
    for (int start = 0; start < values.length; start += LANES) {
      System.arraycopy(values, start, block, 0, Math.min(LANES, values.length - start));
      lanes.take(block);
    }
    return lanes.range();
  }

  /** Whether every value was finite: NaN and ±Inf reach the smallest or the largest. */
  boolean isFinite() {
    return Double.isFinite(min) && Double.isFinite(max);
  }

  boolean isConstant() {
    return max - min < CONSTANT;
  }

  /**
   * Maps values of this range, which is not constant, to [−1, 1].
   *
   * <p>In float32, with the middle in two parts: a small range on a large offset keeps its digits,
   * and nothing overflows. Compared with exact arithmetic results are off by at most 2e-7.
   */
  void toUnit(float[] values, float[] into) {
    double middle = (min + max) / 2;
    float high = (float) middle;
    float low = (float) (middle - high);
    float half = (float) ((max - min) / 2);
    for (int i = 0; i < into.length; i++) {
      into[i] = Math.max(-1, Math.min(1, (values[i] - high - low) / half));
    }
  }

  /** Maps values of this range, which is not constant, to [0, 1]; to within 2e-7. */
  void toPositiveUnit(float[] values) {
    float low = (float) min;
    float span = (float) (max - min);
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] - low) / span;
    }
  }
}
