package alrc.stem.read;

import java.util.List;

/** Checks what a file declares before memory is allocated for it. */
final class Claims {
  private Claims() {}

  /** Refuses a frame of more pixels than allowed. */
  static void checkPixels(String format, long height, long width, long maxPixels)
      throws UnreadableImageException {
    if (height > maxPixels / Math.max(1, width)) {
      throw UnreadableImageException.unsupported(
          format,
          "%d×%d pixels are more than the %d that --max-pixels allows"
              .formatted(height, width, maxPixels));
    }
  }

  /** Refuses more frames than can be counted; no axis may be 0. */
  static void checkFrames(String format, List<Integer> frameAxes) throws UnreadableImageException {
    long frames = 1;
    for (int length : frameAxes) {
      frames *= length;
      if (frames > Integer.MAX_VALUE) {
        throw UnreadableImageException.unsupported(
            format, "frames along axes of %s are more than can be counted".formatted(frameAxes));
      }
    }
  }

  /** Refuses bytes that lie outside the file. */
  static void checkInside(
      String format, SeekableSource source, long offset, long bytes, String what)
      throws UnreadableImageException {
    if (offset < 0 || bytes < 0 || offset > source.size() - bytes) {
      throw UnreadableImageException.corrupt(
          format,
          offset,
          "%s, %d bytes".formatted(what, bytes),
          "a file that ends at 0x%x".formatted(source.size()));
    }
  }

  /** Refuses pixels that no compression could have got into so few bytes. */
  static void checkRatio(
      String format, long offset, long pixelBytes, long storedBytes, long bestRatio)
      throws UnreadableImageException {
    if (pixelBytes / bestRatio > storedBytes) {
      throw UnreadableImageException.corrupt(
          format,
          offset,
          "at least %d bytes of compressed pixels".formatted(pixelBytes / bestRatio),
          storedBytes + " bytes");
    }
  }

  /** Narrows a length that the file declares. */
  static int length(String format, long offset, long value, String what)
      throws UnreadableImageException {
    if (value < 1 || value > Integer.MAX_VALUE) {
      throw UnreadableImageException.corrupt(
          format, offset, what + " of at least 1", Long.toString(value));
    }
    return (int) value;
  }
}
