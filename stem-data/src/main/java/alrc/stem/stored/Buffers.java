package alrc.stem.stored;

import alrc.stem.source.TaskMemory;
import alrc.stem.source.UnreadableImageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/** Buffers for decoded rows. */
public final class Buffers {
  /** Decoded values, and what they are decoded or converted from. */
  private static final int COPIES = 2;

  private static final int LARGEST = Integer.MAX_VALUE - 64;

  private Buffers() {}

  /** Allocates a buffer for whole rows of an image. */
  public static ByteBuffer forRows(ImageLayout layout, int rows, ByteOrder order)
      throws UnreadableImageException {
    long bytes = layout.rowBytes() * rows;
    if (bytes > LARGEST) {
      throw UnreadableImageException.unsupported(
          "large image",
          String.format(
              Locale.ROOT,
              "%d rows of %d bytes do not fit into one buffer",
              rows,
              layout.rowBytes()));
    }
    String what = String.format(Locale.ROOT, "%d rows of %d bytes", rows, layout.rowBytes());
    TaskMemory.check("image", -1, (double) COPIES * bytes, what);
    return ByteBuffer.allocate((int) bytes).order(order);
  }
}
