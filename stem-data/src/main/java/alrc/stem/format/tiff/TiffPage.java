package alrc.stem.format.tiff;

import alrc.stem.image.PixelType;
import alrc.stem.source.Claims;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.ImageLayout;
import java.io.IOException;
import java.util.Arrays;

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
  private static final int FIRST_EER = 65000;
  private static final int LAST_EER = 65002;
  private static final int MOST_ROWS = Integer.MAX_VALUE;

  static TiffPage of(TiffDirectory directory, int index) throws IOException {
    String format = directory.header().format();
    long at = directory.offset();
    int width = Claims.length(format, at, directory.required(WIDTH, "the width"), "a width");
    int height = Claims.length(format, at, directory.required(HEIGHT, "the height"), "a height");
    long compression = directory.integer(COMPRESSION, UNCOMPRESSED);
    if (compression >= FIRST_EER && compression <= LAST_EER) {
      throw UnreadableImageException.unsupported(
          "EER", at, "electron events in a TIFF; files of this format are not read yet");
    }
    TiffSamples.checkPlanes(directory);
    int channels = TiffSamples.channels(directory);
    PixelType type = TiffSamples.type(directory, channels);
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
        (int) compression,
        Claims.length(format, at, rows, "rows of a strip or tile"),
        Claims.length(format, at, cols, "columns of a tile"),
        directory.integer(PLANAR, 1) == 2 ? channels : 1);
  }

  private static long rows(TiffDirectory directory, int height) throws IOException {
    long rows = directory.integer(ROWS_PER_STRIP, MOST_ROWS);
    return Math.min(rows, height);
  }

  /** Returns whether samples have 12 bits; they are decoded to 16. */
  boolean packed() throws IOException {
    return directory.integer(BITS, 1) == TwelveBits.BITS;
  }

  /** Bytes of a row of one strip or tile, as they are before compression. */
  int storedRowBytes() throws IOException {
    return packed()
        ? TwelveBits.rowBytes(Math.multiplyExact(chunkWidth, layout.channels() / planes))
        : Math.multiplyExact(chunkWidth, pixelBytes());
  }

  /** Returns whether each stored byte begins with its lowest bit (FillOrder 2). */
  boolean bitsReversed() throws IOException {
    return directory.integer(FILL_ORDER, 1) == 2;
  }

  /** Whether this is a smaller copy of another page. */
  static boolean isReduced(TiffDirectory directory) throws IOException {
    return (directory.integer(NEW_SUBFILE_TYPE, 0) & 1) == 1
        || directory.integer(SUBFILE_TYPE, 0) == 2;
  }

  int chunksDown() {
    return (int) (((long) layout.height() + chunkHeight - 1) / chunkHeight);
  }

  int chunksAcross() {
    return (int) (((long) layout.width() + chunkWidth - 1) / chunkWidth);
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
        ? (packed() ? layout.frameBytes() / 4 * 3 : layout.frameBytes())
        : Arrays.stream(storedBytes()).reduce(0, (a, b) -> a + Math.min(b, 1L << 48));
  }

  /** Returns where the last byte of the page ends, its directory and values included. */
  long end() throws IOException {
    long[] offsets = offsets();
    int last = tiled() ? TILE_BYTES : STRIP_BYTES;
    boolean sized = directory.count(last) >= offsets.length;
    long[] bytes = sized ? storedBytes() : new long[offsets.length];
    long end = directory.end();
    for (int i = 0; i < offsets.length; i++) {
      end = Math.max(end, offsets[i] + (sized ? bytes[i] : layout.frameBytes() / offsets.length));
    }
    return end;
  }

  private int chunks() throws IOException {
    long chunks = (long) chunksDown() * chunksAcross() * planes;
    if (chunks > directory.header().source().size()) {
      throw directory.corrupt(chunks + " strips or tiles", "a file too short for them");
    }
    return (int) chunks;
  }
}
