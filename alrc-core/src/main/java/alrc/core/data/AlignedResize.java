package alrc.core.data;

/**
 * Bilinear resizing of square images with aligned corners: the corner pixels of both images are at
 * the same places.
 *
 * <p>Pixel i of n is at i · (m − 1) / (n − 1) among the m pixels of the input.
 */
final class AlignedResize {
  private final int from;
  private final int to;
  private final int[] left;
  private final float[] weight;

  AlignedResize(int from, int to) {
    this.from = from;
    this.to = to;
    this.left = new int[to];
    this.weight = new float[to];
    for (int i = 0; i < to; i++) {
      double position = to == 1 ? 0 : (double) i * (from - 1) / (to - 1);
      left[i] = Math.min((int) position, Math.max(from - 2, 0));
      weight[i] = (float) (position - left[i]);
    }
  }

  /**
   * Resizes one plane of from × from values into one of to × to, both row-major at their offsets.
   */
  void apply(float[] source, int sourceOffset, float[] destination, int destinationOffset) {
    int step = from > 1 ? 1 : 0;
    for (int r = 0; r < to; r++) {
      int top = sourceOffset + left[r] * from;
      int bottom = top + step * from;
      float down = weight[r];
      for (int c = 0; c < to; c++) {
        int x = left[c];
        float across = weight[c];
        float above = source[top + x] + across * (source[top + x + step] - source[top + x]);
        float below =
            source[bottom + x] + across * (source[bottom + x + step] - source[bottom + x]);
        destination[destinationOffset + r * to + c] = above + down * (below - above);
      }
    }
  }
}
