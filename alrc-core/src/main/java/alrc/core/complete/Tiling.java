package alrc.core.complete;

import alrc.settings.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a scan of any size is cut into overlapping tiles of one size. Where the scan is smaller than
 * a tile, its mirror image fills the tile; the edge pixel is not repeated.
 *
 * @param height of the scan, in pixels
 * @param width of the scan, in pixels
 * @param tileHeight in pixels
 * @param tileWidth in pixels
 * @param overlap least number of pixels that neighbouring tiles share
 */
public record Tiling(int height, int width, int tileHeight, int tileWidth, int overlap) {
  /** Checks that tiles advance. */
  public Tiling {
    Limits.atLeast("height", height, 1);
    Limits.atLeast("width", width, 1);
    Limits.require(
        overlap >= 0 && overlap < Math.min(tileHeight, tileWidth),
        "overlap",
        overlap,
        "must be in 0 … " + (Math.min(tileHeight, tileWidth) - 1));
  }

  /** The place of a tile's first pixel. */
  public record Tile(int row, int col) {}

  /** All tiles, in row-major order; the last of a row or column ends with the scan. */
  public List<Tile> tiles() {
    List<Tile> tiles = new ArrayList<>();
    for (int row : starts(height, tileHeight)) {
      for (int col : starts(width, tileWidth)) {
        tiles.add(new Tile(row, col));
      }
    }
    return tiles;
  }

  private int[] starts(int length, int tile) {
    int step = tile - overlap;
    int count = length <= tile ? 1 : 1 + (length - tile + step - 1) / step;
    int[] starts = new int[count];
    Arrays.setAll(starts, i -> i == 0 ? 0 : Math.min(i * step, length - tile));
    return starts;
  }

  /** Copies a tile of an image into a row-major array, from an offset on. */
  void cut(float[] image, Tile tile, float[] into, int offset) {
    for (int r = 0; r < tileHeight; r++) {
      int row = mirrored(tile.row() + r, height) * width;
      for (int c = 0; c < tileWidth; c++) {
        into[offset + r * tileWidth + c] = image[row + mirrored(tile.col() + c, width)];
      }
    }
  }

  private static int mirrored(int i, int length) {
    if (i < length || length == 1) {
      return Math.min(i, length - 1);
    }
    int period = 2 * length - 2;
    int within = i % period;
    return within < length ? within : period - within;
  }

  /**
   * The weight of a pixel in the blend: rises from each side of its tile and is constant beyond the
   * overlap.
   */
  int weight(int row, int col) {
    return along(row, tileHeight) * along(col, tileWidth);
  }

  private int along(int i, int length) {
    return Math.min(Math.min(i + 1, length - i), overlap + 1);
  }
}
