package alrc.stem.format.numpy;

import alrc.stem.image.Pixels;
import alrc.stem.source.SeekableSource;
import alrc.stem.stored.BandReader;
import alrc.stem.stored.Buffers;
import alrc.stem.stored.ImageLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads rows of an array whose first axis varies fastest: column by column, through a window that
 * spans several columns where most of each is needed, and one where not.
 */
final class NpyFortranBands implements BandReader {
  private static final int WINDOW = 1 << 20;

  private final SeekableSource source;
  private final ImageLayout layout;
  private final ByteOrder order;
  private final long start;

  /** Distances, in values, along the axes of frames; then of rows, and of columns. */
  private final long[] strides;

  NpyFortranBands(SeekableSource source, NpyHeader header) {
    this.source = source;
    this.layout = header.layout();
    this.order = header.order();
    this.start = header.start();
    List<Integer> axes = new ArrayList<>(layout.frameAxes());
    axes.add(layout.height());
    this.strides = new long[axes.size() + 1];
    strides[0] = 1;
    for (int i = 0; i < axes.size(); i++) {
      strides[i + 1] = strides[i] * axes.get(i);
    }
  }

  @Override
  public Pixels read(int frame, int firstRow, int rows) throws IOException {
    ByteBuffer band = Buffers.forRows(layout, rows, order);
    int bytes = layout.type().bytes();
    long rowStride = strides[strides.length - 2] * bytes;
    long columnStride = strides[strides.length - 1] * bytes;
    long first = start + first(frame) * bytes + firstRow * rowStride;
    long span = (rows - 1) * rowStride + bytes;
    boolean dense = span * 2 >= columnStride;
    Window window =
        new Window(
            dense ? WINDOW : (int) Math.min(WINDOW, span),
            first + (layout.width() - 1) * columnStride + span);
    for (int col = 0; col < layout.width(); col++) {
      for (int row = 0; row < rows; row++) {
        int from = window.at(first + col * columnStride + row * rowStride, bytes);
        band.put((row * layout.width() + col) * bytes, window.bytes, from, bytes);
      }
    }
    return new Pixels(layout.type(), rows, layout.width(), 1, band.clear());
  }

  /**
   * Returns the index of the first value of a frame; frames are counted with the last axis fastest.
   */
  private long first(int frame) {
    long index = 0;
    int left = frame;
    for (int axis = layout.frameAxes().size() - 1; axis >= 0; axis--) {
      int length = layout.frameAxes().get(axis);
      index += left % length * strides[axis];
      left /= length;
    }
    return index;
  }

  /** A piece of the file, moved on when what is wanted lies outside. */
  private final class Window {
    private final ByteBuffer bytes;
    private final long end;
    private long from;

    Window(int size, long end) {
      this.bytes = ByteBuffer.allocate((int) Math.min(size, end - start)).limit(0);
      this.end = end;
    }

    /** Returns where in the window a value lies. */
    int at(long position, int length) throws IOException {
      if (position < from || position + length > from + bytes.limit()) {
        from = position;
        bytes.clear().limit((int) Math.min(bytes.capacity(), end - position));
        source.readFully(position, bytes);
      }
      return (int) (position - from);
    }
  }
}
