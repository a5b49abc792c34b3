package alrc.stem.prepare;

import alrc.stem.image.PixelType;
import alrc.stem.image.Pixels;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads bands of rows of one frame, or of the mean or sum over frames. */
final class Bands {
  private Bands() {}

  static Pixels read(StoredImage image, int frame, int firstRow, int rows) throws IOException {
    return switch (frame) {
      case Selection.MEAN_FRAME -> {
        PixelType type = image.type().isWide() ? PixelType.FLOAT64 : PixelType.FLOAT32;
        yield overFrames(image, firstRow, rows, image.frames(), type);
      }
      case Selection.SUM_FRAME -> overFrames(image, firstRow, rows, 1, PixelType.FLOAT64);
      default -> image.read(frame, firstRow, rows);
    };
  }

  /** Adds the frames in float64, which is exact for counts, and divides the sums. */
  private static Pixels overFrames(
      StoredImage image, int firstRow, int rows, int divisor, PixelType type) throws IOException {
    double[] sum = new double[rows * image.width()];
    for (int frame = 0; frame < image.frames(); frame++) {
      Pixels band = image.read(frame, firstRow, rows);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += band.at(i);
      }
    }
    ByteBuffer values = ByteBuffer.allocate(sum.length * type.bytes());
    for (int i = 0; i < sum.length; i++) {
      type.put(values, i, sum[i] / divisor);
    }
    return new Pixels(type, rows, image.width(), 1, values);
  }
}
