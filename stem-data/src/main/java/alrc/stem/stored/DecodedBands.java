package alrc.stem.stored;

import alrc.stem.image.Pixels;
import alrc.stem.source.UnreadableImageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads rows of compressed images. A frame of up to {@link #KEPT_BYTES} is decoded once and cached
 * until another frame is read. A larger one is decoded band by band, and the rows above a band are
 * decoded again.
 */
public final class DecodedBands implements BandReader {
  /** The largest decoded frame that is kept. */
  private static final long KEPT_BYTES = 64L << 20;

  /** Rows that are decoded at once when pixels are only checked. */
  private static final int CHECKED_ROWS = 512;

  /** Decodes rows of a frame. */
  public interface Decoder {
    /**
     * Puts stored values of whole rows into a buffer of the image's byte order from position 0.
     *
     * @throws UnreadableImageException when the compressed pixels are damaged
     */
    void decode(int frame, int firstRow, int rows, ByteBuffer into) throws IOException;
  }

  private final ImageLayout layout;
  private final ByteOrder order;
  private final Decoder decoder;
  private int keptFrame = -1;
  private ByteBuffer kept = ByteBuffer.allocate(0);

  private DecodedBands(ImageLayout layout, ByteOrder order, Decoder decoder) {
    this.layout = layout;
    this.order = order;
    this.decoder = decoder;
  }

  /** Makes a reader whose decoder returns big-endian values. */
  public static DecodedBands of(ImageLayout layout, Decoder decoder) {
    return new DecodedBands(layout, ByteOrder.BIG_ENDIAN, decoder);
  }

  /** Makes a reader whose decoder returns values of this byte order. */
  public static DecodedBands of(ImageLayout layout, ByteOrder order, Decoder decoder) {
    return new DecodedBands(layout, order, decoder);
  }

  @Override
  public synchronized Pixels read(int frame, int firstRow, int rows) throws IOException {
    if (layout.frameBytes() > KEPT_BYTES) {
      return pixels(rows, decoded(frame, firstRow, rows));
    }
    keep(frame);
    int start = Math.toIntExact(firstRow * layout.rowBytes());
    ByteBuffer band = kept.slice(start, Math.toIntExact(rows * layout.rowBytes()));
    return pixels(rows, band.order(order));
  }

  @Override
  public synchronized void verify() throws IOException {
    for (int frame = layout.frames() - 1; frame >= 0; frame--) {
      if (layout.frameBytes() <= KEPT_BYTES) {
        keep(frame);
      } else {
        for (int row = 0; row < layout.height(); row += CHECKED_ROWS) {
          decoded(frame, row, Math.min(CHECKED_ROWS, layout.height() - row));
        }
      }
    }
  }

  private void keep(int frame) throws IOException {
    if (keptFrame != frame) {
      kept = decoded(frame, 0, layout.height());
      keptFrame = frame;
    }
  }

  private ByteBuffer decoded(int frame, int firstRow, int rows) throws IOException {
    ByteBuffer band = Buffers.forRows(layout, rows, order);
    decoder.decode(frame, firstRow, rows, band);
    return band.clear();
  }

  private Pixels pixels(int rows, ByteBuffer values) {
    return new Pixels(layout.type(), rows, layout.width(), layout.channels(), values);
  }
}
