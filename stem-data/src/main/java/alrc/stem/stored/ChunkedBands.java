package alrc.stem.stored;

import alrc.stem.image.Pixels;
import alrc.stem.source.TaskMemory;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of an array of any number of axes that is stored in chunks of equal shape, as HDF5 and
 * Zarr store it. A chunk that is asked for is decoded whole; decoded chunks of up to {@link
 * #KEPT_BYTES} together are kept, so that bands of rows do not decode them again.
 */
public final class ChunkedBands implements BandReader {
  /** The most bytes of decoded chunks that are kept. */
  private static final long KEPT_BYTES = 64L << 20;

  /** Rows that are read at once when chunks are only checked. */
  private static final int CHECKED_ROWS = 512;

  /** How an array is cut. */
  public static final class Grid {
    private final long[] shape;
    private final int[] chunk;
    private final int rowAxis;

    /**
     * @param shape lengths of all axes, slowest first
     * @param chunk lengths of a chunk along them, of which the caller has bounded the product
     * @param rowAxis the axis of rows; that of columns follows it, all others are frames
     */
    public Grid(long[] shape, int[] chunk, int rowAxis) {
      this.shape = shape.clone();
      this.chunk = chunk.clone();
      this.rowAxis = rowAxis;
    }

    /** Returns the grid of an array of one axis, or of columns and frames, as a single row. */
    public static Grid oneRow(long[] shape, int[] chunk) {
      return new Grid(
          LongStream.concat(LongStream.of(1), Arrays.stream(shape)).toArray(),
          IntStream.concat(IntStream.of(1), Arrays.stream(chunk)).toArray(),
          0);
    }

    private int columnAxis() {
      return rowAxis + 1;
    }
  }

  /** Where chunks come from. */
  public interface Chunks {
    /**
     * Returns all values of a chunk, row-major, also those beyond the edge of the array; null where
     * the chunk is not stored.
     *
     * @param index of the chunk along each axis
     */
    @Nullable ByteBuffer decode(int[] index) throws IOException;
  }

  private final ImageLayout layout;
  private final Grid grid;
  private final Chunks chunks;
  private final ByteOrder order;
  private final byte[] fill;
  private final int[] strides;

  /** Given up where memory runs short: a file may have many images. */
  private SoftReference<Kept> kept = new SoftReference<>(new Kept());

  /**
   * @param fill the bytes of a pixel that is not stored
   */
  public ChunkedBands(ImageLayout layout, Grid grid, Chunks chunks, ByteOrder order, byte[] fill) {
    this.layout = layout;
    this.grid = grid;
    this.chunks = chunks;
    this.order = order;
    this.fill = fill;
    this.strides = new int[grid.chunk.length];
    int stride = layout.type().bytes();
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= grid.chunk[axis];
    }
  }

  @Override
  public synchronized Pixels read(int frame, int firstRow, int rows) throws IOException {
    ByteBuffer band = Buffers.forRows(layout, rows, order);
    int rowLength = grid.chunk[grid.rowAxis];
    int columnLength = grid.chunk[grid.columnAxis()];
    long[] at = frameStart(frame);
    int[] index = new int[at.length];
    for (int axis = 0; axis < at.length; axis++) {
      index[axis] = (int) (at[axis] / grid.chunk[axis]);
    }
    for (int r = firstRow / rowLength; (long) r * rowLength < firstRow + rows; r++) {
      for (int c = 0; (long) c * columnLength < layout.width(); c++) {
        index[grid.rowAxis] = r;
        index[grid.columnAxis()] = c;
        copy(chunk(index), index, at, firstRow, rows, band);
      }
    }
    return new Pixels(layout.type(), rows, layout.width(), 1, band);
  }

  /** Returns where a frame starts along each axis. */
  private long[] frameStart(int frame) {
    long[] at = new long[grid.shape.length];
    long left = frame;
    for (int axis = at.length - 1; axis >= 0; axis--) {
      if (axis != grid.rowAxis && axis != grid.columnAxis()) {
        at[axis] = left % grid.shape[axis];
        left /= grid.shape[axis];
      }
    }
    return at;
  }

  private void copy(
      @Nullable ByteBuffer chunk, int[] index, long[] at, int firstRow, int rows, ByteBuffer band) {
    int bytes = layout.type().bytes();
    int chunkRow = index[grid.rowAxis] * grid.chunk[grid.rowAxis];
    int chunkColumn = index[grid.columnAxis()] * grid.chunk[grid.columnAxis()];
    int columns = Math.min(grid.chunk[grid.columnAxis()], layout.width() - chunkColumn);
    int from = 0;
    for (int axis = 0; axis < at.length; axis++) {
      from += (int) (at[axis] % grid.chunk[axis]) * strides[axis];
    }
    long end = Math.min((long) chunkRow + grid.chunk[grid.rowAxis], firstRow + rows);
    for (int row = Math.max(chunkRow, firstRow); row < end; row++) {
      int source = from + (row - chunkRow) * strides[grid.rowAxis];
      int target = ((row - firstRow) * layout.width() + chunkColumn) * bytes;
      copyRow(chunk, source, strides[grid.columnAxis()], columns, band, target);
    }
  }

  private void copyRow(
      @Nullable ByteBuffer chunk, int from, int step, int columns, ByteBuffer band, int to) {
    int bytes = layout.type().bytes();
    if (chunk != null && step == bytes) {
      band.put(to, chunk, from, columns * bytes);
      return;
    }
    for (int i = 0; i < columns; i++) {
      if (chunk == null) {
        band.put(to + i * bytes, fill);
      } else {
        band.put(to + i * bytes, chunk, from + i * step, bytes);
      }
    }
  }

  private @Nullable ByteBuffer chunk(int[] index) throws IOException {
    long key = 0;
    for (int axis = 0; axis < index.length; axis++) {
      long across = (grid.shape[axis] + grid.chunk[axis] - 1) / grid.chunk[axis];
      key = key * across + index[axis];
    }
    Kept found = kept.get();
    if (found == null) {
      found = new Kept();
      kept = new SoftReference<>(found);
    }
    ByteBuffer chunk = found.chunks.get(key);
    if (chunk == null) {
      chunk = chunks.decode(index);
      if (chunk != null) {
        found.keep(key, chunk);
      }
    }
    return chunk;
  }

  /** Decoded chunks, those last used at the end. */
  private static final class Kept {
    private final Map<Long, ByteBuffer> chunks = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    void keep(long key, ByteBuffer chunk) {
      chunks.put(key, chunk);
      bytes += chunk.limit();
      var oldest = chunks.values().iterator();
      while (bytes > Math.min(KEPT_BYTES, TaskMemory.most() / 4) && chunks.size() > 1) {
        bytes -= oldest.next().limit();
        oldest.remove();
      }
    }
  }

  @Override
  public void verify() throws IOException {
    int rows = Math.min(Math.min(grid.chunk[grid.rowAxis], CHECKED_ROWS), layout.height());
    for (int frame = 0; frame < layout.frames(); frame++) {
      for (int row = 0; row < layout.height(); row += rows) {
        read(frame, row, Math.min(rows, layout.height() - row));
      }
    }
  }
}
