package alrc.stem.transform;

/** Tests for NaN and infinity. */
final class Finite {
  private static final int LANES = 512;

  private Finite() {}

  /** Returns a copy with another value in place of NaN and ±Inf. */
  static float[] cleaned(float[] values, float zero) {
    float[] clean = values.clone();
    for (int i = 0; i < clean.length; i++) {
      clean[i] = Float.isFinite(clean[i]) ? clean[i] : zero;
    }
    return clean;
  }

  /** Returns whether no value is NaN or infinite. */
  static boolean all(float[] values) {
    float[] sums = new float[LANES];
    float[] block = new float[LANES];
    for (int start = 0; start < values.length; start += LANES) {
      System.arraycopy(values, start, block, 0, Math.min(LANES, values.length - start));
      addZeroTimes(block, sums);
    }
    for (float sum : sums) {
      if (Float.isNaN(sum)) {
        return false;
      }
    }
    return true;
  }

  /** 0 · x is ±0 for a number and NaN for NaN and ±Inf; this plain loop becomes vector code. */
  private static void addZeroTimes(float[] values, float[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += 0 * values[i];
    }
  }
}
