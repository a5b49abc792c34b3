package alrc.stem.stored;

import alrc.stem.image.PixelType;
import alrc.stem.image.Pixels;
import alrc.stem.image.Use;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A colour image whose red, green and blue are equal in every pixel: a grey image that a program
 * exported as colour. Opacity must be the same in every pixel.
 */
public final class EqualChannels implements BandReader {
  /** About how many values are compared at once. */
  private static final int VALUES_AT_ONCE = 1 << 20;

  private final StoredImage colour;

  private EqualChannels(StoredImage colour) {
    this.colour = colour;
  }

  /** Returns the grey image; empty if the image is not colour, or its colours differ anywhere. */
  public static Optional<StoredImage> of(StoredImage image) throws IOException {
    if (image.use() != Use.COLOUR || image.channels() > 4 || !areEqual(image)) {
      return Optional.empty();
    }
    PixelType type = image.type();
    ImageLayout layout =
        ImageLayout.plain(type, image.height(), image.width())
            .stacked(image.layout().frameAxes())
            .titled(image.title())
            .sized(image.layout().pixelSize());
    return Optional.of(new StoredImage(layout, new EqualChannels(image)));
  }

  private static boolean areEqual(StoredImage image) throws IOException {
    int atOnce = Math.max(1, VALUES_AT_ONCE / (image.width() * image.channels()));
    double opacity = Double.NaN;
    for (int frame = 0; frame < image.frames(); frame++) {
      for (int row = 0; row < image.height(); row += atOnce) {
        Pixels band = image.read(frame, row, Math.min(atOnce, image.height() - row));
        if (Double.isNaN(opacity)) {
          opacity = band.at(image.channels() - 1);
        }
        if (!areEqual(band, image.channels(), opacity)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean areEqual(Pixels band, int channels, double opacity) {
    int colours = channels % 2 == 0 ? channels - 1 : channels;
    for (int pixel = 0; pixel < band.count(); pixel += channels) {
      double first = band.at(pixel);
      for (int channel = 1; channel < colours; channel++) {
        if (band.at(pixel + channel) != first) {
          return false;
        }
      }
      if (colours < channels && band.at(pixel + colours) != opacity) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Pixels read(int frame, int firstRow, int rows) throws IOException {
    Pixels band = colour.read(frame, firstRow, rows);
    ByteBuffer stored = band.toBytes();
    int bytes = band.type().bytes();
    ByteBuffer grey = ByteBuffer.allocate(rows * colour.width() * bytes).order(stored.order());
    for (int pixel = 0; pixel < rows * colour.width(); pixel++) {
      grey.put(pixel * bytes, stored, pixel * colour.channels() * bytes, bytes);
    }
    return new Pixels(band.type(), rows, colour.width(), 1, grey);
  }

  @Override
  public void verify() throws IOException {
    colour.verify();
  }

  @Override
  public boolean isCheckedByReading() {
    return colour.isCheckedByReading();
  }
}
