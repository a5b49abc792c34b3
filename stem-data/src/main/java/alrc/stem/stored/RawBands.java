package alrc.stem.stored;

import alrc.stem.image.Pixels;
import alrc.stem.source.SeekableSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads rows of frames that are stored as they are, at equal distances. */
public final class RawBands implements BandReader {
  private final SeekableSource source;
  private final ImageLayout layout;
  private final long offset;
  private final long stride;
  private final ByteOrder order;

  /**
   * @param offset of the first pixel of the first frame; the caller has checked that all frames are
   *     inside the file
   */
  public RawBands(SeekableSource source, ImageLayout layout, long offset, ByteOrder order) {
    this(source, layout, offset, layout.frameBytes(), order);
  }

  /**
   * @param stride bytes from the first pixel of a frame to the first pixel of the next
   */
  public RawBands(
      SeekableSource source, ImageLayout layout, long offset, long stride, ByteOrder order) {
    this.source = source;
    this.layout = layout;
    this.offset = offset;
    this.stride = stride;
    this.order = order;
  }

  @Override
  public Pixels read(int frame, int firstRow, int rows) throws IOException {
    ByteBuffer values = Buffers.forRows(layout, rows, order);
    long start = offset + frame * stride + firstRow * layout.rowBytes();
    source.readFully(start, values);
    return new Pixels(layout.type(), rows, layout.width(), layout.channels(), values.flip());
  }
}
