package alrc.stem.format.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * What was done to the rows of a strip or tile before compression: nothing, differences of
 * neighbours (TIFF Revision 6.0, section 14), or the same on the bytes of floating-point numbers,
 * sorted by significance (Adobe Photoshop TIFF Technical Note 3).
 */
enum TiffPredictor {
  /** Rows are as they are. */
  NONE(1),
  /** Each value is the difference from the value of the pixel before it. */
  HORIZONTAL(2),
  /** The bytes of a row: highest bytes of all values first, then differences. */
  FLOATING_POINT(3);

  private final int number;

  TiffPredictor(int number) {
    this.number = number;
  }

  static TiffPredictor of(TiffPage page) throws IOException {
    long stored = page.directory().integer(TiffPage.PREDICTOR, NONE.number);
    for (TiffPredictor predictor : values()) {
      if (predictor.number == stored) {
        return predictor;
      }
    }
    throw page.directory().unsupported("pixels compressed after predictor " + stored);
  }

  /** Refuses values that a predictor is not defined for. */
  void check(TiffPage page) throws IOException {
    boolean defined =
        switch (page.layout().type()) {
          case FLOAT16, FLOAT32, FLOAT64 -> true;
          case COMPLEX64, COMPLEX128 -> this == NONE;
          default -> this != FLOATING_POINT;
        };
    if (!defined) {
      throw page.directory()
          .unsupported(
              String.format(
                  Locale.ROOT, "%s compressed after predictor %d", page.layout().dtype(), number));
    }
  }

  /** Restores the values of a whole strip or tile, in the byte order of the file. */
  void undo(TiffPage page, byte[] chunk) {
    if (this == NONE) {
      return;
    }
    int rowBytes = page.chunkWidth() * page.pixelBytes();
    ByteOrder order = page.directory().header().order();
    ByteBuffer values = ByteBuffer.wrap(chunk).order(order);
    byte[] sorted = new byte[rowBytes];
    int bytes = page.layout().type().bytes();
    int channels = page.layout().channels();
    for (int start = 0; start + rowBytes <= chunk.length; start += rowBytes) {
      if (this == FLOATING_POINT) {
        addBytes(chunk, start, rowBytes, channels);
        System.arraycopy(chunk, start, sorted, 0, rowBytes);
        interleave(sorted, chunk, start, bytes, order);
      } else {
        for (int at = start + channels * bytes; at < start + rowBytes; at += bytes) {
          add(values, at, at - channels * bytes, bytes);
        }
      }
    }
  }

  private static void addBytes(byte[] chunk, int start, int count, int channels) {
    for (int i = channels; i < count; i++) {
      chunk[start + i] += chunk[start + i - channels];
    }
  }

  private static void interleave(
      byte[] sorted, byte[] into, int start, int bytes, ByteOrder order) {
    int count = sorted.length / bytes;
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < bytes; k++) {
        int place = order == ByteOrder.BIG_ENDIAN ? k : bytes - 1 - k;
        into[start + i * bytes + place] = sorted[k * count + i];
      }
    }
  }

  private static void add(ByteBuffer values, int at, int before, int bytes) {
    switch (bytes) {
      case 1 -> values.put(at, (byte) (values.get(at) + values.get(before)));
      case 2 -> values.putShort(at, (short) (values.getShort(at) + values.getShort(before)));
      case 4 -> values.putInt(at, values.getInt(at) + values.getInt(before));
      default -> values.putLong(at, values.getLong(at) + values.getLong(before));
    }
  }
}
