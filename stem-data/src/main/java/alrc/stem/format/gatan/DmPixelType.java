package alrc.stem.format.gatan;

import alrc.stem.image.PixelType;
import alrc.stem.source.UnreadableImageException;
import java.util.Locale;

/** The numbers that DigitalMicrograph gives its pixel types (RosettaSciIO, digitalmicrograph). */
final class DmPixelType {
  private static final int RGB = 8;
  private static final int BOOLEAN = 14;
  private static final int RGBA = 23;

  private DmPixelType() {}

  /** Returns whether pixels are four bytes: blue, green, red, alpha. */
  static boolean isColour(long dataType) {
    return dataType == RGB || dataType == RGBA;
  }

  static boolean isBoolean(long dataType) {
    return dataType == BOOLEAN;
  }

  /** Returns the type of a value, or refuses by number what is not read. */
  static PixelType of(String format, long dataType) throws UnreadableImageException {
    return switch ((int) Math.min(Math.max(dataType, -1), 99)) {
      case 1 -> PixelType.INT16;
      case 2 -> PixelType.FLOAT32;
      case 3 -> PixelType.COMPLEX64;
      case 6, RGB, BOOLEAN, RGBA -> PixelType.UINT8;
      case 7 -> PixelType.INT32;
      case 9 -> PixelType.INT8;
      case 10 -> PixelType.UINT16;
      case 11 -> PixelType.UINT32;
      case 12 -> PixelType.FLOAT64;
      case 13 -> PixelType.COMPLEX128;
      case 39 -> PixelType.INT64;
      case 40 -> PixelType.UINT64;
      case 5, 27, 28 ->
          throw UnreadableImageException.unsupported(
              format,
              String.format(
                  Locale.ROOT,
                  "packed complex pixels of a Fourier transform (data type %d)",
                  dataType));
      default ->
          throw UnreadableImageException.unsupported(format, "pixels of data type " + dataType);
    };
  }
}
