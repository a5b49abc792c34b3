package alrc.stem.prepare;

import alrc.stem.image.PixelType;
import alrc.stem.image.Pixels;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads bands of rows of one frame, or of the mean over frames. */
final class Bands {
  private Bands() {}

  static Pixels read(StoredImage image, int frame, int firstRow, int rows) throws IOException {
    return frame == Selection.MEAN_FRAME
        ? mean(image, firstRow, rows)
        : image.read(frame, firstRow, rows);
  }

  private static Pixels mean(StoredImage image, int firstRow, int rows) throws IOException {
    double[] sum = new double[rows * image.width()];
    for (int frame = 0; frame < image.frames(); frame++) {
      Pixels band = image.read(frame, firstRow, rows);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += band.at(i);
      }
    }
    PixelType type = image.type().isWide() ? PixelType.FLOAT64 : PixelType.FLOAT32;
    ByteBuffer values = ByteBuffer.allocate(sum.length * type.bytes());
    for (int i = 0; i < sum.length; i++) {
      type.put(values, i, sum[i] / image.frames());
    }
    return new Pixels(type, rows, image.width(), 1, values);
  }
}
