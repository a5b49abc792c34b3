package alrc.stem.format.tiff;

import alrc.stem.image.PixelSize;
import alrc.stem.source.SourceCursor;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What analySIS and iTEM of Olympus Soft Imaging Solutions, now EMSIS, append to their TIFF files:
 * field 33560 contains the offset of a structure that lists others; the one of kind 1 has the
 * distance of columns and its power of ten, in metres. There is no specification; tifffile ({@code
 * read_sis}) and Bio-Formats ({@code SISReader}) agree on this.
 */
final class SisStructure {
  private static final int FIELD = 33560;
  private static final int HEAD_BYTES = 60;
  private static final int COUNT_AT = 58;
  private static final int SIGNATURE = 0x30534953;
  private static final int GENERAL = 1;
  private static final int EXPONENT_AT = 10;
  private static final int GENERAL_BYTES = 28;
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
  private static final String WHAT = "the structure of SIS";

  private SisStructure() {}

  static @Nullable PixelSize pixelSize(TiffDirectory fields) throws IOException {
    OptionalLong at = fields.structure(FIELD, HEAD_BYTES);
    if (at.isEmpty()) {
      return null;
    }
    SourceCursor cursor = fields.header().at(at.getAsLong());
    long size = fields.header().source().size();
    if (cursor.i32(ORDER, WHAT) != SIGNATURE) {
      return null;
    }
    cursor.seek(at.getAsLong() + COUNT_AT);
    int count = cursor.u16(ORDER, WHAT);
    for (int i = 0; i < count && cursor.position() <= size - 8; i++) {
      int kind = cursor.u16(ORDER, WHAT);
      cursor.skip(2, WHAT);
      long offset = cursor.u32(ORDER, WHAT);
      if (kind == GENERAL) {
        return offset <= size - GENERAL_BYTES ? general(cursor, offset) : null;
      }
    }
    return null;
  }

  private static @Nullable PixelSize general(SourceCursor cursor, long at) throws IOException {
    cursor.seek(at + EXPONENT_AT);
    int exponent = (short) cursor.u16(ORDER, WHAT);
    double size = Double.longBitsToDouble(cursor.i64(ORDER, WHAT));
    // A division by a power of ten is exact where a product with a negative one is not.
    double power = StrictMath.pow(10, Math.abs(exponent));
    return TiffPixelSize.known(exponent < 0 ? size / power : size * power, "m");
  }
}
