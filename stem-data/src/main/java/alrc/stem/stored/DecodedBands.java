package alrc.stem.stored;

import alrc.stem.image.Pixels;
import alrc.stem.source.TaskMemory;
import alrc.stem.source.UnreadableImageException;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of compressed images. Rows are decoded in units that the format can decode alone, as
 * many at once as {@link #KEPT_BYTES} contain, and cached until others are read. So no row is
 * decoded twice while an image is read from its first row to its last.
 */
public final class DecodedBands implements BandReader {
  /** The most decoded bytes that are kept, unless one unit is larger. */
  private static final long KEPT_BYTES = 64L << 20;

  /** Decodes rows of a frame. */
  public interface Decoder {
    /**
     * Puts stored values of whole rows into a buffer of the image's byte order from position 0.
     *
     * @throws UnreadableImageException when the compressed pixels are damaged
     */
    void decode(int frame, int firstRow, int rows, ByteBuffer into) throws IOException;
  }

  /** Decoded rows of a frame. */
  private record Window(int frame, int firstRow, int rows, ByteBuffer values) {
    boolean has(int wanted, int first, int count) {
      return wanted == frame && first >= firstRow && first + count <= firstRow + rows;
    }
  }

  private final ImageLayout layout;
  private final ByteOrder order;
  private final Decoder decoder;
  private final int unit;

  /** Given up where memory runs short: a file may have many images. */
  private SoftReference<@Nullable Window> kept = new SoftReference<>(null);

  private DecodedBands(ImageLayout layout, ByteOrder order, Decoder decoder, int unit) {
    this.layout = layout;
    this.order = order;
    this.decoder = decoder;
    this.unit = Math.max(1, Math.min(unit, layout.height()));
  }

  /** Makes a reader whose decoder returns big-endian values and decodes only whole frames. */
  public static DecodedBands of(ImageLayout layout, Decoder decoder) {
    return new DecodedBands(layout, ByteOrder.BIG_ENDIAN, decoder, layout.height());
  }

  /**
   * Makes a reader whose decoder returns big-endian values.
   *
   * @param unit rows that are compressed together: decoding any of them costs about as much as all
   */
  public static DecodedBands of(ImageLayout layout, Decoder decoder, int unit) {
    return new DecodedBands(layout, ByteOrder.BIG_ENDIAN, decoder, unit);
  }

  /**
   * Makes a reader whose decoder returns values of this byte order.
   *
   * @param unit rows that are compressed together: decoding any of them costs about as much as all
   */
  public static DecodedBands of(ImageLayout layout, ByteOrder order, Decoder decoder, int unit) {
    return new DecodedBands(layout, order, decoder, unit);
  }

  @Override
  public synchronized Pixels read(int frame, int firstRow, int rows) throws IOException {
    Window window = window(frame, firstRow, rows);
    int start = Math.toIntExact((firstRow - window.firstRow) * layout.rowBytes());
    ByteBuffer band = window.values.slice(start, Math.toIntExact(rows * layout.rowBytes()));
    return new Pixels(layout.type(), rows, layout.width(), layout.channels(), band.order(order));
  }

  @Override
  public synchronized void verify() throws IOException {
    for (int frame = layout.frames() - 1; frame >= 0; frame--) {
      for (int row = 0; row < layout.height(); ) {
        Window window = window(frame, row, 1);
        row = window.firstRow + window.rows;
      }
    }
  }

  private Window window(int frame, int firstRow, int rows) throws IOException {
    Window found = kept.get();
    if (found == null || !found.has(frame, firstRow, rows)) {
      found = decoded(frame, firstRow, rows, found);
      kept = new SoftReference<>(found);
    }
    return found;
  }

  /** Rows that the last window ends with are not decoded again. */
  private Window decoded(int frame, int firstRow, int rows, @Nullable Window last)
      throws IOException {
    int first = firstRow / unit * unit;
    long most = Math.min(KEPT_BYTES, TaskMemory.most() / 4);
    long fitting = most / Math.max(1, layout.rowBytes()) / unit * unit;
    long wanted = ((long) firstRow + rows - first + unit - 1) / unit * unit;
    int count = (int) Math.min(layout.height() - first, Math.max(fitting, wanted));
    ByteBuffer values = Buffers.forRows(layout, count, order);
    int known = 0;
    if (last != null && last.has(frame, first, 1)) {
      known = last.firstRow + last.rows - first;
      int from = Math.toIntExact((first - last.firstRow) * layout.rowBytes());
      values.put(0, last.values, from, Math.toIntExact(known * layout.rowBytes()));
    }
    int start = Math.toIntExact(known * layout.rowBytes());
    ByteBuffer rest = values.slice(start, values.limit() - start).order(order);
    decoder.decode(frame, first + known, count - known, rest);
    return new Window(frame, first, count, values.clear());
  }
}
