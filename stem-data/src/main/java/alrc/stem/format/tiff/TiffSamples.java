package alrc.stem.format.tiff;

import alrc.stem.image.PixelType;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What a directory says of the values of a pixel: their number, type and meaning. */
final class TiffSamples {
  private static final int MOST_CHANNELS = 64;

  private TiffSamples() {}

  /** Returns the values per pixel, or throws where several are no colours. */
  static int channels(TiffDirectory directory) throws IOException {
    long channels = directory.integer(TiffPage.SAMPLES, 1);
    if (channels < 1 || channels > MOST_CHANNELS) {
      throw directory.corrupt("1 to " + MOST_CHANNELS + " samples per pixel", "" + channels);
    }
    if (channels > 1 && isGrey(directory) && !hasOpacity(directory, channels)) {
      throw directory.unsupported(channels + " samples per pixel that are not colours");
    }
    return (int) channels;
  }

  /** Grey, from white to black or from black to white. */
  private static boolean isGrey(TiffDirectory directory) throws IOException {
    return directory.integer(TiffPage.PHOTOMETRIC, 2) <= 1;
  }

  /** Grey with opacity is a rendering, as colour is. */
  private static boolean hasOpacity(TiffDirectory directory, long channels) throws IOException {
    long meaning = directory.integer(TiffPage.EXTRA_SAMPLES, 0);
    return channels == 2 && (meaning == 1 || meaning == 2);
  }

  /** SGI's extension for volumes stores several planes under one directory. */
  static void checkPlanes(TiffDirectory directory) throws IOException {
    for (int tag : List.of(TiffPage.IMAGE_DEPTH, TiffPage.TILE_DEPTH)) {
      long planes = directory.integer(tag, 1);
      if (planes != 1) {
        throw directory.unsupported(
            String.format(Locale.ROOT, "a volume of %d planes (field %d)", planes, tag));
      }
    }
  }

  /** Returns the type of a value. */
  static PixelType type(TiffDirectory directory, int channels) throws IOException {
    long bits = same(directory, TiffPage.BITS, channels, 1);
    long format = same(directory, TiffPage.SAMPLE_FORMAT, channels, 1);
    return switch ((int) (Math.min(format, 9) * 1000 + Math.min(bits, 999))) {
      case 1008, 4008 -> PixelType.UINT8;
      case 1012, 1016, 4016 -> PixelType.UINT16;
      case 1032, 4032 -> PixelType.UINT32;
      case 1064, 4064 -> PixelType.UINT64;
      case 2008 -> PixelType.INT8;
      case 2016 -> PixelType.INT16;
      case 2032 -> PixelType.INT32;
      case 2064 -> PixelType.INT64;
      case 3016 -> PixelType.FLOAT16;
      case 3032 -> PixelType.FLOAT32;
      case 3064 -> PixelType.FLOAT64;
      case 6064 -> PixelType.COMPLEX64;
      case 6128 -> PixelType.COMPLEX128;
      default ->
          throw directory.unsupported(
              String.format(Locale.ROOT, "%d-bit samples of sample format %d", bits, format));
    };
  }

  private static long same(TiffDirectory directory, int tag, int channels, long otherwise)
      throws IOException {
    if (!directory.has(tag)) {
      return otherwise;
    }
    long[] values = directory.integers(tag, (int) Math.min(channels, directory.count(tag)));
    for (long value : values) {
      if (value != values[0]) {
        throw directory.unsupported("channels of different types (field " + tag + ")");
      }
    }
    return values.length == 0 ? otherwise : values[0];
  }
}
