package alrc.stem.read;

import alrc.stem.image.PixelType;
import alrc.stem.image.Pixels;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Smallest, largest and mean value of an image, over all frames and channels. As in NumPy, one NaN
 * makes all three NaN.
 *
 * @param min as stored: a Long or BigInteger for integers, else a Double
 * @param max as stored
 * @param mean in float64
 */
public record ImageStatistics(Number min, Number max, double mean) {
  private static final int ROWS = 256;

  /** Reads an image in bands; empty for complex pixels, which have no order. */
  public static Optional<ImageStatistics> of(StoredImage image) throws IOException {
    if (image.type().isComplex()) {
      return Optional.empty();
    }
    Running running = new Running();
    for (int frame = 0; frame < image.frames(); frame++) {
      for (int row = 0; row < image.height(); row += ROWS) {
        running.take(image.read(frame, row, Math.min(ROWS, image.height() - row)));
      }
    }
    return Optional.of(running.result());
  }

  private static final class Running {
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private Number exactMin = min;
    private Number exactMax = max;
    private double sum;
    private long count;

    void take(Pixels band) {
      boolean wide = band.type() == PixelType.INT64 || band.type() == PixelType.UINT64;
      double bandSum = 0;
      for (int i = 0; i < band.count(); i++) {
        double value = band.at(i);
        bandSum += value;
        // Math.min keeps NaN. Two 64-bit integers may round to the same double.
        if (value < min || Double.isNaN(value) || (wide && value == min)) {
          min = Math.min(min, value);
          exactMin = wide ? lesser(band.exactAt(i), exactMin) : band.exactAt(i);
        }
        if (value > max || Double.isNaN(value) || (wide && value == max)) {
          max = Math.max(max, value);
          exactMax = wide ? greater(band.exactAt(i), exactMax) : band.exactAt(i);
        }
      }
      sum += bandSum;
      count += band.count();
    }

    ImageStatistics result() {
      boolean ordered = !Double.isNaN(min);
      return new ImageStatistics(
          ordered ? exactMin : Double.NaN, ordered ? exactMax : Double.NaN, sum / count);
    }
  }

  private static Number lesser(Number a, Number b) {
    return b instanceof Double || big(a).compareTo(big(b)) < 0 ? a : b;
  }

  private static Number greater(Number a, Number b) {
    return b instanceof Double || big(a).compareTo(big(b)) > 0 ? a : b;
  }

  private static BigInteger big(Number integer) {
    return new BigInteger(integer.toString());
  }
}
