package alrc.stem.format.numpy;

import alrc.stem.image.PixelType;
import alrc.stem.source.UnreadableImageException;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * What NumPy calls a dtype, for example {@code <f4}: byte order, kind, bytes of a value.
 *
 * @param dtype its name
 */
record NpyType(PixelType values, String dtype, ByteOrder order) {

  /**
   * Parses a dtype, or throws, naming the type, if it has no numbers.
   *
   * @param text null where it is a list, that is of fields
   */
  static NpyType of(@Nullable String text, String format, long at) throws UnreadableImageException {
    if (text == null) {
      throw UnreadableImageException.unsupported(format, at, "a structured array");
    }
    if (text.length() < 2) {
      throw UnreadableImageException.unsupported(format, at, "values of dtype \"" + text + "\"");
    }
    ByteOrder order = text.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    String kind = "<>|=".indexOf(text.charAt(0)) < 0 ? text : text.substring(1);
    PixelType type =
        switch (kind) {
          case "b1", "u1" -> PixelType.UINT8;
          case "u2" -> PixelType.UINT16;
          case "u4" -> PixelType.UINT32;
          case "u8" -> PixelType.UINT64;
          case "i1" -> PixelType.INT8;
          case "i2" -> PixelType.INT16;
          case "i4" -> PixelType.INT32;
          case "i8" -> PixelType.INT64;
          case "f2" -> PixelType.FLOAT16;
          case "f4" -> PixelType.FLOAT32;
          case "f8" -> PixelType.FLOAT64;
          case "c8" -> PixelType.COMPLEX64;
          case "c16" -> PixelType.COMPLEX128;
          default -> throw UnreadableImageException.unsupported(format, at, refusal(kind, text));
        };
    return new NpyType(type, kind.equals("b1") ? "bool" : type.dtype(), order);
  }

  private static String refusal(String kind, String text) {
    return switch (kind.charAt(0)) {
      case 'O' -> "Python objects (dtype \"" + text + "\"), which are pickled and never opened";
      case 'S', 'U', 'a' -> "text (dtype \"" + text + "\")";
      case 'M', 'm' -> "times (dtype \"" + text + "\")";
      case 'V' -> "a structured array (dtype \"" + text + "\")";
      default -> "values of dtype \"" + text + "\"";
    };
  }
}
