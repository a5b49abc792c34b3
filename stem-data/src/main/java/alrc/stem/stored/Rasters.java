package alrc.stem.stored;

import java.awt.image.Raster;
import java.nio.ByteBuffer;
import java.util.Locale;
import javax.imageio.IIOException;

/** Copies ImageIO's rasters into stored values. */
public final class Rasters {
  private Rasters() {}

  /**
   * Copies a raster of whole rows; the numbers in it are the stored ones, perhaps of wrong sign.
   *
   * @throws IIOException when the raster does not have the declared shape
   */
  public static void copy(Raster raster, ImageLayout layout, int rows, ByteBuffer into)
      throws IIOException {
    if (raster.getWidth() != layout.width()
        || raster.getHeight() != rows
        || raster.getNumBands() != layout.channels()) {
      throw new IIOException(
          String.format(
              Locale.ROOT,
              "%d×%d pixels of %d channels",
              raster.getHeight(),
              raster.getWidth(),
              raster.getNumBands()));
    }
    int perRow = layout.width() * layout.channels();
    double[] row = new double[perRow];
    for (int y = 0; y < rows; y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, layout.width(), 1, row);
      for (int i = 0; i < perRow; i++) {
        layout.type().put(into, y * perRow + i, row[i]);
      }
    }
  }
}
