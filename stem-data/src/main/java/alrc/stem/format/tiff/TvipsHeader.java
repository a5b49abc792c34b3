package alrc.stem.format.tiff;

import alrc.stem.image.PixelSize;
import alrc.stem.source.SourceCursor;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The header that EM-MENU of TVIPS, maker of the TemCam cameras, puts into its TIFF files: field
 * 37706, as tifffile reads it ({@code TVIPS_HEADER_V1} and {@code V2}). The second version states
 * the distance of columns in nm, of which RosettaSciIO's test of a TemCam-F416 image has an
 * example. In diffraction it is not a length; the numbers that RosettaSciIO knows for that mode, 2
 * in {@code tvips/_api.py} and 3 in {@code tiff/_api.py}, are both left out. The first version
 * states only the pixels of the camera.
 */
final class TvipsHeader {
  private static final int FIELD = 37706;
  private static final int VERSION_2_AT = 244;
  private static final int PIXEL_SIZE_X = VERSION_2_AT + 2724;
  private static final int TEM_MODE = VERSION_2_AT + 3288;
  private static final int MAGIC = VERSION_2_AT + 6064;
  private static final int MAGIC_NUMBER = 0xaaaaaaaa;

  private TvipsHeader() {}

  static @Nullable PixelSize pixelSize(TiffDirectory fields) throws IOException {
    OptionalLong at = fields.structure(FIELD, MAGIC + Integer.BYTES);
    if (at.isEmpty() || integer(fields, at.getAsLong()) != 2) {
      return null;
    }
    int magic = integer(fields, at.getAsLong() + MAGIC);
    int mode = integer(fields, at.getAsLong() + TEM_MODE);
    if (magic != MAGIC_NUMBER || mode == 2 || mode == 3) {
      return null;
    }
    float size = Float.intBitsToFloat(integer(fields, at.getAsLong() + PIXEL_SIZE_X));
    return TiffPixelSize.known(size, "nm");
  }

  private static int integer(TiffDirectory fields, long at) throws IOException {
    SourceCursor cursor = fields.header().at(at);
    ByteOrder order = fields.header().order();
    return cursor.i32(order, "the header of TVIPS");
  }
}
