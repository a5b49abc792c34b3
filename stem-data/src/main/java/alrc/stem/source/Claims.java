package alrc.stem.source;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Checks what a file declares before memory is allocated for it. */
public final class Claims {
  /** The largest chunk that is decoded at once. */
  private static final double MOST_CHUNK_BYTES = 1 << 30;

  /** A chunk up to this size is always allowed. */
  private static final double SMALL_CHUNK_BYTES = 1 << 24;

  /** As stored, and before and after the last filter. */
  private static final int CHUNK_COPIES = 3;

  /** About what an entry in an index of chunks takes. */
  private static final int INDEX_BYTES = 200;

  private Claims() {}

  /** Refuses a frame of more pixels than allowed. */
  public static void checkPixels(String format, long height, long width, long maxPixels)
      throws UnreadableImageException {
    if (height > maxPixels / Math.max(1, width)) {
      throw UnreadableImageException.unsupported(
          format,
          String.format(
              Locale.ROOT,
              "%d×%d pixels are more than the %d that --max-pixels allows",
              height,
              width,
              maxPixels));
    }
  }

  /** Refuses more frames than can be counted; no axis may be 0. */
  public static void checkFrames(String format, List<Integer> frameAxes)
      throws UnreadableImageException {
    long frames = 1;
    for (int length : frameAxes) {
      frames *= length;
      if (frames > Integer.MAX_VALUE) {
        throw UnreadableImageException.unsupported(
            format,
            String.format(
                Locale.ROOT, "frames along axes of %s are more than can be counted", frameAxes));
      }
    }
  }

  /** Refuses bytes that lie outside the file. */
  public static void checkInside(
      String format, SeekableSource source, long offset, long bytes, String what)
      throws UnreadableImageException {
    if (offset < 0 || bytes < 0 || offset > source.size() - bytes) {
      throw UnreadableImageException.corrupt(
          format,
          offset,
          String.format(Locale.ROOT, "%s, %d bytes", what, bytes),
          String.format(Locale.ROOT, "a file that ends at 0x%x", source.size()));
    }
  }

  /** Refuses pixels that no compression could have got into so few bytes. */
  public static void checkRatio(
      String format, long offset, long pixelBytes, long storedBytes, long bestRatio)
      throws UnreadableImageException {
    if (pixelBytes / bestRatio > storedBytes) {
      throw UnreadableImageException.corrupt(
          format,
          offset,
          String.format(
              Locale.ROOT, "at least %d bytes of compressed pixels", pixelBytes / bestRatio),
          storedBytes + " bytes");
    }
  }

  /** Narrows a length that the file declares. */
  public static int length(String format, long offset, long value, String what)
      throws UnreadableImageException {
    if (value < 1 || value > Integer.MAX_VALUE) {
      throw UnreadableImageException.corrupt(
          format, offset, what + " of at least 1", Long.toString(value));
    }
    return (int) value;
  }

  /**
   * Refuses an array of no or too many values. Divides step by step: the product of the axes may
   * not fit into any integer.
   *
   * @param bytes the most that there can be of it
   */
  public static void checkArray(
      String format, long offset, long[] shape, int valueBytes, long bytes)
      throws UnreadableImageException {
    long left = bytes / valueBytes;
    for (long length : shape) {
      length(format, offset, length, "an axis");
      left /= length;
    }
    if (left < 1 || shape.length == 0) {
      throw UnreadableImageException.corrupt(
          format,
          offset,
          String.format(
              Locale.ROOT,
              "values of %d bytes along axes of %s",
              valueBytes,
              Arrays.toString(shape)),
          String.format(Locale.ROOT, "at most %d bytes in this file", bytes));
    }
  }

  /** Refuses a chunk of another number of axes than its array, or out of proportion to it. */
  public static void checkChunk(
      String format, long offset, long[] shape, int[] chunk, int valueBytes)
      throws UnreadableImageException {
    double chunkBytes = valueBytes;
    double arrayBytes = valueBytes;
    boolean fits = chunk.length == shape.length;
    for (int axis = 0; axis < chunk.length && fits; axis++) {
      fits = chunk[axis] >= 1;
      chunkBytes *= chunk[axis];
      arrayBytes *= shape[axis];
    }
    if (!fits) {
      throw UnreadableImageException.corrupt(
          format,
          offset,
          "a chunk of an array of " + Arrays.toString(shape),
          "a chunk of " + Arrays.toString(chunk));
    }
    if (chunkBytes > SMALL_CHUNK_BYTES) {
      String what = String.format(Locale.ROOT, "a chunk of %s values", Arrays.toString(chunk));
      TaskMemory.check(format, offset, CHUNK_COPIES * chunkBytes, what);
    }
    if (chunkBytes > Math.min(MOST_CHUNK_BYTES, Math.max(SMALL_CHUNK_BYTES, 2 * arrayBytes))) {
      throw UnreadableImageException.unsupported(
          format,
          offset,
          String.format(
              Locale.ROOT,
              "chunks of %s values of %d bytes for an array of %s",
              Arrays.toString(chunk),
              valueBytes,
              Arrays.toString(shape)));
    }
    double chunks = arrayBytes / chunkBytes;
    TaskMemory.check(format, offset, INDEX_BYTES * chunks, "an index of chunks");
  }
}
