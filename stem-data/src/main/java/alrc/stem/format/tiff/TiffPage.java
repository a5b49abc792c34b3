package alrc.stem.format.tiff;

import alrc.stem.image.PixelType;
import alrc.stem.source.Claims;
import alrc.stem.stored.ImageLayout;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One page of a TIFF file: what its directory says of the pixels, checked.
 *
 * @param index of the page among all directories of the file
 * @param chunkHeight rows of a strip or tile
 * @param chunkWidth columns of a strip or tile; the image's where it has strips
 * @param planes 1, or the number of channels where each is stored by itself
 */
record TiffPage(
    TiffDirectory directory,
    int index,
    ImageLayout layout,
    int compression,
    int chunkHeight,
    int chunkWidth,
    int planes) {

  static final int NEW_SUBFILE_TYPE = 254;
  static final int SUBFILE_TYPE = 255;
  static final int WIDTH = 256;
  static final int HEIGHT = 257;
  static final int BITS = 258;
  static final int COMPRESSION = 259;
  static final int PHOTOMETRIC = 262;
  static final int FILL_ORDER = 266;
  static final int DESCRIPTION = 270;
  static final int STRIP_OFFSETS = 273;
  static final int SAMPLES = 277;
  static final int ROWS_PER_STRIP = 278;
  static final int STRIP_BYTES = 279;
  static final int X_RESOLUTION = 282;
  static final int PLANAR = 284;
  static final int PREDICTOR = 317;
  static final int TILE_WIDTH = 322;
  static final int TILE_HEIGHT = 323;
  static final int TILE_OFFSETS = 324;
  static final int TILE_BYTES = 325;
  static final int EXTRA_SAMPLES = 338;
  static final int SAMPLE_FORMAT = 339;
  static final int IMAGE_DEPTH = 32997;
  static final int TILE_DEPTH = 32998;

  static final int UNCOMPRESSED = 1;
  private static final int MOST_CHANNELS = 64;
  private static final int MOST_ROWS = Integer.MAX_VALUE;

  static TiffPage of(TiffDirectory directory, int index) throws IOException {
    String format = directory.header().format();
    long at = directory.offset();
    int width = Claims.length(format, at, directory.required(WIDTH, "the width"), "a width");
    int height = Claims.length(format, at, directory.required(HEIGHT, "the height"), "a height");
    checkPlanes(directory);
    int channels = channels(directory);
    PixelType type = type(directory, channels);
    ImageLayout layout = ImageLayout.plain(type, height, width);
    if (channels > 1) {
      layout = layout.coloured(channels, type.dtype());
    }
    boolean tiled = directory.has(TILE_OFFSETS);
    long rows = tiled ? directory.required(TILE_HEIGHT, "a tile height") : rows(directory, height);
    long cols = tiled ? directory.required(TILE_WIDTH, "a tile width") : width;
    return new TiffPage(
        directory,
        index,
        layout,
        (int) directory.integer(COMPRESSION, UNCOMPRESSED),
        Claims.length(format, at, rows, "rows of a strip or tile"),
        Claims.length(format, at, cols, "columns of a tile"),
        directory.integer(PLANAR, 1) == 2 ? channels : 1);
  }

  private static long rows(TiffDirectory directory, int height) throws IOException {
    long rows = directory.integer(ROWS_PER_STRIP, MOST_ROWS);
    return Math.min(rows, height);
  }

  private static int channels(TiffDirectory directory) throws IOException {
    long channels = directory.integer(SAMPLES, 1);
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
    return directory.integer(PHOTOMETRIC, 2) <= 1;
  }

  /** Grey with opacity is a rendering, as colour is. */
  private static boolean hasOpacity(TiffDirectory directory, long channels) throws IOException {
    long meaning = directory.integer(EXTRA_SAMPLES, 0);
    return channels == 2 && (meaning == 1 || meaning == 2);
  }

  /** SGI's extension for volumes stores several planes under one directory. */
  private static void checkPlanes(TiffDirectory directory) throws IOException {
    for (int tag : List.of(IMAGE_DEPTH, TILE_DEPTH)) {
      long planes = directory.integer(tag, 1);
      if (planes != 1) {
        throw directory.unsupported(
            String.format(Locale.ROOT, "a volume of %d planes (field %d)", planes, tag));
      }
    }
  }

  /** Returns whether each stored byte begins with its lowest bit (FillOrder 2). */
  boolean bitsReversed() throws IOException {
    return directory.integer(FILL_ORDER, 1) == 2;
  }

  private static PixelType type(TiffDirectory directory, int channels) throws IOException {
    long bits = same(directory, BITS, channels, 1);
    long format = same(directory, SAMPLE_FORMAT, channels, 1);
    return switch ((int) (Math.min(format, 9) * 1000 + Math.min(bits, 999))) {
      case 1008, 4008 -> PixelType.UINT8;
      case 1016, 4016 -> PixelType.UINT16;
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

  /** Whether this is a smaller copy of another page. */
  static boolean isReduced(TiffDirectory directory) throws IOException {
    return (directory.integer(NEW_SUBFILE_TYPE, 0) & 1) == 1
        || directory.integer(SUBFILE_TYPE, 0) == 2;
  }

  int chunksDown() {
    return (layout.height() + chunkHeight - 1) / chunkHeight;
  }

  int chunksAcross() {
    return (layout.width() + chunkWidth - 1) / chunkWidth;
  }

  boolean tiled() {
    return directory.has(TILE_OFFSETS);
  }

  /** Bytes of one pixel in one chunk. */
  int pixelBytes() {
    return layout.type().bytes() * layout.channels() / planes;
  }

  /** Rows that chunk row {@code i} stores: tiles are always whole, the last strip may be short. */
  int rowsIn(int i) {
    return tiled() ? chunkHeight : Math.min(chunkHeight, layout.height() - i * chunkHeight);
  }

  /** Returns the offsets of all chunks, row by row, plane by plane. */
  long[] offsets() throws IOException {
    return directory.integers(tiled() ? TILE_OFFSETS : STRIP_OFFSETS, chunks());
  }

  /** Returns the stored bytes of all chunks. */
  long[] storedBytes() throws IOException {
    return directory.integers(tiled() ? TILE_BYTES : STRIP_BYTES, chunks());
  }

  /** Returns the bytes that its pixels take in the file. */
  long bytesInFile() throws IOException {
    return compression == UNCOMPRESSED
        ? layout.frameBytes()
        : Arrays.stream(storedBytes()).reduce(0, (a, b) -> a + Math.min(b, 1L << 48));
  }

  private int chunks() throws IOException {
    long chunks = (long) chunksDown() * chunksAcross() * planes;
    if (chunks > directory.header().source().size()) {
      throw directory.corrupt(chunks + " strips or tiles", "a file too short for them");
    }
    return (int) chunks;
  }
}
