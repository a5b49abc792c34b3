package alrc.core.complete;

/**
 * The weighted mean of the completed tiles of one scan. Sums are in float64: where all tiles agree,
 * the blend is what they agree on.
 */
final class TileBlend {
  private final Tiling tiling;
  private final double[] sums;
  private final double[] weights;

  TileBlend(Tiling tiling) {
    this.tiling = tiling;
    this.sums = new double[Math.multiplyExact(tiling.height(), tiling.width())];
    this.weights = new double[sums.length];
  }

  /** Adds a tile, which is in an array from an offset on; what lies outside the scan is dropped. */
  void add(Tiling.Tile tile, float[] values, int offset) {
    int rows = Math.min(tiling.tileHeight(), tiling.height() - tile.row());
    int columns = Math.min(tiling.tileWidth(), tiling.width() - tile.col());
    for (int r = 0; r < rows; r++) {
      int from = offset + r * tiling.tileWidth();
      int to = (tile.row() + r) * tiling.width() + tile.col();
      for (int c = 0; c < columns; c++) {
        double weight = tiling.weight(r, c);
        sums[to + c] += weight * values[from + c];
        weights[to + c] += weight;
      }
    }
  }

  /** The blend of all tiles. */
  float[] image() {
    float[] image = new float[sums.length];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) (sums[i] / weights[i]);
    }
    return image;
  }
}
