package alrc.stem.fingerprint;

/** The means of an image over 16 × 16 areas, less their mean, on a scale that fits a byte. */
final class Tones {
  private static final int SIDE = 16;
  private static final int PER_SIDE = AreaMeans.SIDE / SIDE;

  private final byte[] values;

  Tones(byte[] values) {
    this.values = values;
  }

  static Tones of(float[] cells) {
    double[] sums = new double[SIDE * SIDE];
    double mean = 0;
    for (int i = 0; i < cells.length; i++) {
      int row = i / AreaMeans.SIDE / PER_SIDE;
      int col = i % AreaMeans.SIDE / PER_SIDE;
      sums[row * SIDE + col] += cells[i];
      mean += (double) cells[i] / sums.length;
    }
    double largest = Double.MIN_NORMAL;
    for (double sum : sums) {
      largest = Math.max(largest, Math.abs(sum - mean));
    }
    byte[] values = new byte[sums.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) Math.rint((sums[i] - mean) / largest * Byte.MAX_VALUE);
    }
    return new Tones(values);
  }

  byte[] values() {
    return values;
  }

  /**
   * Returns the correlation with these tones in an orientation, in −1…1.
   *
   * @param orientation in the numbering of {@link Look#orientations}
   */
  double correlation(Tones turned, int orientation) {
    int product = 0;
    int own = 0;
    int other = 0;
    for (int row = 0; row < SIDE; row++) {
      for (int col = 0; col < SIDE; col++) {
        int r = (orientation & 2) != 0 ? SIDE - 1 - row : row;
        int c = (orientation & 1) != 0 ? SIDE - 1 - col : col;
        int a = values[row * SIDE + col];
        int b = turned.values[(orientation & 4) != 0 ? c * SIDE + r : r * SIDE + c];
        product += a * b;
        own += a * a;
        other += b * b;
      }
    }
    return own == 0 || other == 0 ? 0 : product / StrictMath.sqrt((double) own * other);
  }
}
