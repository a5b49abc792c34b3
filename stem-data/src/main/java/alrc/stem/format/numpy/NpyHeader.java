package alrc.stem.format.numpy;

import alrc.stem.image.PixelType;
import alrc.stem.image.Use;
import alrc.stem.source.Claims;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.SourceCursor;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.ImageLayout;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of an array in NumPy's format, versions 1 to 3 (NEP 1 and {@code numpy.lib.format}): a
 * Python dictionary of type, order and shape. It is matched, never evaluated.
 *
 * @param layout of the array: two axes are an image, more a stack, one or none a spectrum
 * @param order of the bytes of a value
 * @param columnsFirst whether the first axis varies fastest (Fortran order)
 * @param start offset of the first value; all of them are inside the file
 */
record NpyHeader(ImageLayout layout, ByteOrder order, boolean columnsFirst, long start) {
  private static final int PREFIX = 8;
  private static final int MOST_TEXT = 1 << 16;
  private static final int MOST_AXES = 64;
  private static final Pattern TYPE =
      Pattern.compile("['\"]descr['\"]\\s*:\\s*(\\[|['\"]([^'\"]{0,64})['\"])");
  private static final Pattern FORTRAN =
      Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
  private static final Pattern SHAPE =
      Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([\\d,\\sL]*)\\)");

  /**
   * Reads a header.
   *
   * @param format for messages
   * @param at offset of the array in the source
   */
  static NpyHeader read(SeekableSource source, String format, long at) throws IOException {
    SourceCursor cursor = new SourceCursor(source, format, at + 6);
    int version = cursor.u8("version of the array's format");
    if (version < 1 || version > 3) {
      throw UnreadableImageException.unsupported(format, at + 6, "format version " + version);
    }
    cursor.skip(1, "minor version");
    ByteOrder little = ByteOrder.LITTLE_ENDIAN;
    String what = "length of the description";
    long length = version == 1 ? cursor.u16(little, what) : cursor.u32(little, what);
    long textAt = cursor.position();
    if (length > MOST_TEXT) {
      throw UnreadableImageException.corrupt(
          format, at + PREFIX, "a description of at most " + MOST_TEXT + " bytes", "" + length);
    }
    byte[] bytes = cursor.bytes((int) length, "description of the array");
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    Matcher type = find(TYPE, text, format, textAt, "the type of the values (descr)");
    boolean fortran = find(FORTRAN, text, format, textAt, "fortran_order").group(1).equals("True");
    String shape = find(SHAPE, text, format, textAt, "the shape").group(1);
    NpyType values = NpyType.of(type.group(2), format, textAt);
    ImageLayout layout = layout(values, axes(shape, format, textAt), format);
    checkHeld(source, layout, format, cursor.position());
    return new NpyHeader(layout, values.order(), fortran, cursor.position());
  }

  private static Matcher find(Pattern pattern, String text, String format, long at, String what)
      throws UnreadableImageException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw UnreadableImageException.corrupt(format, at, what + " in the description", "none");
    }
    return matcher;
  }

  private static List<Integer> axes(String shape, String format, long at)
      throws UnreadableImageException {
    List<Integer> axes = new ArrayList<>();
    for (String length : shape.replace("L", "").split(",", -1)) {
      String digits = length.strip();
      if (digits.equals("0")) {
        throw UnreadableImageException.unsupported(format, at, "an array without values");
      }
      if (!digits.isEmpty()) {
        long value = digits.matches("\\d{1,18}") ? Long.parseLong(digits) : -1;
        axes.add(Claims.length(format, at, value, "an axis"));
      }
    }
    if (axes.size() > MOST_AXES) {
      throw UnreadableImageException.corrupt(
          format, at, "at most " + MOST_AXES + " axes", "" + axes.size());
    }
    return axes;
  }

  private static ImageLayout layout(NpyType type, List<Integer> axes, String format)
      throws UnreadableImageException {
    int count = withoutChannel(axes);
    int width = count == 0 ? 1 : axes.get(count - 1);
    int height = count < 2 ? 1 : axes.get(count - 2);
    List<Integer> frames = axes.subList(0, Math.max(0, count - 2));
    ImageLayout layout =
        ImageLayout.plain(type.values(), height, width).stacked(frames).named(type.dtype());
    Claims.checkFrames(format, frames);
    return count < 2 ? layout.used(Use.SPECTRUM) : layout;
  }

  /** Keras and TensorFlow write grey images with an axis of one channel at the end. */
  private static int withoutChannel(List<Integer> axes) {
    int count = axes.size();
    return count > 2 && axes.get(count - 1) == 1 ? count - 1 : count;
  }

  /** Divides step by step: the product of the axes may not fit into any integer. */
  private static void checkHeld(
      SeekableSource source, ImageLayout layout, String format, long start)
      throws UnreadableImageException {
    PixelType type = layout.type();
    long left = (source.size() - start) / type.bytes() / layout.width() / layout.height();
    for (int length : layout.frameAxes()) {
      left /= length;
    }
    if (left < 1) {
      throw UnreadableImageException.corrupt(
          format,
          start,
          String.format(
              Locale.ROOT,
              "%d × %d×%d %s",
              layout.frames(),
              layout.height(),
              layout.width(),
              layout.dtype()),
          String.format(Locale.ROOT, "a file that ends at 0x%x", source.size()));
    }
  }
}
