package alrc.stem.format.tiff;

import alrc.stem.source.SourceCursor;
import java.io.IOException;

/**
 * Where the values of a field lie.
 *
 * @param type of a value, by its number in TIFF 6.0, section 2, and BigTIFF
 * @param count of values
 * @param at offset of the first one
 * @param inline whether it is in the directory itself, since all of them fit
 */
record TiffField(int type, long count, long at, boolean inline) {
  static final int ASCII = 2;
  static final int RATIONAL = 5;
  static final int DOUBLE = 12;

  /** Reads what follows the number of a field. */
  static TiffField read(TiffHeader header, SourceCursor cursor) throws IOException {
    String what = "a field";
    int type = cursor.u16(header.order(), what);
    long count = header.big() ? cursor.i64(header.order(), what) : cursor.u32(header.order(), what);
    long at = cursor.position();
    long value = header.big() ? cursor.i64(header.order(), what) : cursor.u32(header.order(), what);
    int bytes = bytesOf(type);
    boolean inline = bytes > 0 && count >= 0 && count <= (header.big() ? 8 : 4) / bytes;
    return new TiffField(type, count, inline ? at : value, inline);
  }

  /** Returns the bytes of a value; 0 where the type is unknown. */
  int valueBytes() {
    return bytesOf(type);
  }

  private static int bytesOf(int type) {
    return switch (type) {
      case 1, ASCII, 6, 7 -> 1;
      case 3, 8 -> 2;
      case 4, 9, 11, 13 -> 4;
      case RATIONAL, 10, DOUBLE, 16, 17, 18 -> 8;
      default -> 0;
    };
  }
}
