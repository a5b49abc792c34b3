package alrc.stem.format.gatan;

import alrc.stem.image.PixelType;
import alrc.stem.image.Pixels;
import alrc.stem.stored.BandReader;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Turns pixels of blue, green, red, alpha into red, green, blue, alpha. */
final class RedFirst implements BandReader {
  private static final int CHANNELS = 4;

  private final BandReader blueFirst;

  RedFirst(BandReader blueFirst) {
    this.blueFirst = blueFirst;
  }

  @Override
  public Pixels read(int frame, int firstRow, int rows) throws IOException {
    Pixels from = blueFirst.read(frame, firstRow, rows);
    ByteBuffer to = ByteBuffer.allocate(from.count());
    for (int i = 0; i < from.count(); i += CHANNELS) {
      to.put(i, (byte) from.at(i + 2));
      to.put(i + 1, (byte) from.at(i + 1));
      to.put(i + 2, (byte) from.at(i));
      to.put(i + 3, (byte) from.at(i + 3));
    }
    return new Pixels(PixelType.UINT8, from.rows(), from.width(), CHANNELS, to);
  }
}
