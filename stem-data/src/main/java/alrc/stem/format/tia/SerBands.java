package alrc.stem.format.tia;

import alrc.stem.image.Pixels;
import alrc.stem.source.SeekableSource;
import alrc.stem.stored.BandReader;
import alrc.stem.stored.Buffers;
import alrc.stem.stored.ImageLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads rows of the elements of a TIA series, each of which lies by itself in the file. */
final class SerBands implements BandReader {
  private final SeekableSource source;
  private final ImageLayout layout;
  private final long[] starts;

  /**
   * @param starts offsets of the elements: one per frame, or one per row where they are spectra
   */
  SerBands(SeekableSource source, ImageLayout layout, long[] starts) {
    this.source = source;
    this.layout = layout;
    this.starts = starts;
  }

  @Override
  public Pixels read(int frame, int firstRow, int rows) throws IOException {
    ByteBuffer band = Buffers.forRows(layout, rows, ByteOrder.LITTLE_ENDIAN);
    int rowBytes = (int) layout.rowBytes();
    if (starts.length == layout.frames()) {
      int lowest = layout.height() - firstRow - rows;
      source.readFully(starts[frame] + lowest * layout.rowBytes(), band);
      turnOver(band, rowBytes, rows);
    } else {
      for (int row = 0; row < rows; row++) {
        long start = starts[frame * layout.height() + firstRow + row];
        source.readFully(start, band.slice(row * rowBytes, rowBytes));
      }
    }
    return new Pixels(layout.type(), rows, layout.width(), 1, band.clear());
  }

  /** TIA stores the lowest row first. */
  private static void turnOver(ByteBuffer band, int rowBytes, int rows) {
    byte[] upper = new byte[rowBytes];
    byte[] lower = new byte[rowBytes];
    for (int top = 0, low = rows - 1; top < low; top++, low--) {
      band.get(top * rowBytes, upper).get(low * rowBytes, lower);
      band.put(top * rowBytes, lower).put(low * rowBytes, upper);
    }
  }
}
