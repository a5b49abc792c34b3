package alrc.stem.format.tia;

import alrc.stem.source.Claims;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.SourceCursor;
import alrc.stem.source.UnreadableImageException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The header of a TIA series: how many elements there are, what they are, and where.
 *
 * @param spectra whether elements have one dimension, and not two
 * @param dimensions of the series, as stored; their product need not be the number of elements, as
 *     an acquisition may have been stopped
 * @param count of the elements that were written
 * @param table of their offsets, read one by one
 * @param wide whether offsets have 8 bytes, and not 4
 */
record SerHeader(
    boolean spectra, List<Integer> dimensions, int count, SourceCursor table, boolean wide) {
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
  private static final int VERSION_AT = 4;
  private static final int VERSION_32_BIT = 0x210;
  private static final int VERSION_64_BIT = 0x220;
  private static final int SPECTRA = 0x4120;
  private static final int IMAGES = 0x4122;
  private static final int MOST_DIMENSIONS = 16;
  private static final int MOST_ELEMENTS = 1 << 22;

  static SerHeader read(SeekableSource source) throws IOException {
    SourceCursor cursor = new SourceCursor(source, SerReader.FORMAT, VERSION_AT);
    int version = cursor.u16(ORDER, "version of the series");
    if (version != VERSION_32_BIT && version != VERSION_64_BIT) {
      throw UnreadableImageException.unsupported(
          SerReader.FORMAT,
          VERSION_AT,
          String.format(Locale.ROOT, "series of version 0x%04x", version));
    }
    boolean wide = version == VERSION_64_BIT;
    long typeAt = cursor.position();
    long type = cursor.u32(ORDER, "type of the elements");
    if (type != SPECTRA && type != IMAGES) {
      throw UnreadableImageException.corrupt(
          SerReader.FORMAT,
          typeAt,
          "elements of type 0x4120 or 0x4122",
          String.format(Locale.ROOT, "0x%04x", type));
    }
    cursor.skip(8, "type of the tags, and number of elements");
    long valid = cursor.u32(ORDER, "number of elements written");
    if (valid > MOST_ELEMENTS) {
      throw UnreadableImageException.unsupported(
          SerReader.FORMAT, cursor.position() - 4, "a series of " + valid + " elements");
    }
    long table = offset(cursor, wide, "offset of the table of elements");
    List<Integer> dimensions = dimensions(cursor);
    int bytes = wide ? Long.BYTES : Integer.BYTES;
    Claims.checkInside(SerReader.FORMAT, source, table, valid * bytes, "table of elements");
    cursor.seek(table);
    return new SerHeader(type == SPECTRA, dimensions, (int) valid, cursor, wide);
  }

  /** Returns the offset of the next element. */
  long next() throws IOException {
    return offset(table, wide, "offset of an element");
  }

  /** A dimension: size, calibration (three numbers), description, units. */
  private static List<Integer> dimensions(SourceCursor cursor) throws IOException {
    long at = cursor.position();
    long count = cursor.u32(ORDER, "number of dimensions");
    if (count > MOST_DIMENSIONS) {
      throw UnreadableImageException.corrupt(
          SerReader.FORMAT, at, "at most " + MOST_DIMENSIONS + " dimensions", "" + count);
    }
    List<Integer> sizes = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      sizes.add(cursor.i32(ORDER, "size of a dimension"));
      cursor.skip(20, "calibration of a dimension");
      cursor.skip(cursor.u32(ORDER, "length of a description"), "description of a dimension");
      cursor.skip(cursor.u32(ORDER, "length of a unit"), "unit of a dimension");
    }
    return List.copyOf(sizes);
  }

  private static long offset(SourceCursor cursor, boolean wide, String what) throws IOException {
    return wide ? cursor.i64(ORDER, what) : cursor.u32(ORDER, what);
  }

  /**
   * Returns the axes over so many elements, slowest first: those of the series if they have exactly
   * as many, else one.
   */
  List<Integer> axes(int elements) {
    List<Integer> axes = new ArrayList<>();
    long product = 1;
    for (int size : dimensions) {
      product = size < 1 || product > elements ? 0 : product * size;
      if (size > 1) {
        axes.add(0, size);
      }
    }
    if (product == elements) {
      return axes;
    }
    return elements == 1 ? List.of() : List.of(elements);
  }
}
