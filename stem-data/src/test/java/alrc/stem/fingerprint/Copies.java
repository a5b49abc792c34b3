package alrc.stem.fingerprint;

import alrc.stem.image.PixelType;
import alrc.stem.image.Pixels;
import alrc.stem.image.StoredScale;
import alrc.stem.read.ImageReaders;
import alrc.stem.source.FileSource;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Frames in memory, and what people do to copies of them. */
record Copies(int height, int width, float[] pixels) {

  /** Reads the first frame of the first image of a file. */
  static Copies read(Path file) throws IOException {
    try (FileSource source = FileSource.open(file)) {
      StoredImage image = ImageReaders.open(source, 1L << 30).images().get(0);
      Pixels pixels = image.read(0, 0, image.height());
      float[] values = new float[image.height() * image.width()];
      pixels.toFloats(0, values, 0, values.length);
      return new Copies(image.height(), image.width(), values);
    }
  }

  Fingerprint fingerprint() {
    return reading(FrameReading.NonFinite.ZERO).fingerprint(0, 0);
  }

  FrameReading reading(FrameReading.NonFinite nonFinite) {
    FrameReading reading = new FrameReading(height, width, nonFinite, StoredScale.PLAIN);
    for (int row = 0; row < height; row += 7) {
      int rows = Math.min(7, height - row);
      ByteBuffer band = ByteBuffer.allocate(rows * width * Float.BYTES);
      band.asFloatBuffer().put(pixels, row * width, rows * width);
      reading.add(new Pixels(PixelType.FLOAT32, rows, width, 1, band));
    }
    return reading;
  }

  /** Every kind of copy that is to be recognised, by name. */
  Map<String, Copies> all(long seed) {
    Map<String, Copies> copies = new LinkedHashMap<>();
    copies.put("flipped", flipped());
    copies.put("rotated by 90", transposed().flipped());
    copies.put("rotated by 180", transposed().flipped().transposed().flipped());
    copies.put("transposed", transposed());
    copies.put("rescaled to 0.5", halved());
    copies.put("rescaled to 2", resized(2 * height, 2 * width));
    copies.put("rescaled to 0.7", resized((int) (0.7 * height), (int) (0.7 * width)));
    copies.put("re-encoded in 8 bits", encoded(255));
    copies.put("re-encoded in 16 bits", encoded(65_535));
    copies.put("noise of 0.25 sd", noisy(0.25, seed));
    copies.put("noise of 0.5 sd", noisy(0.5, seed));
    copies.put("noise of 1 sd", noisy(1, seed));
    copies.put("rotated, 0.5, 8 bits", transposed().flipped().halved().encoded(255));
    copies.put("flipped, noise of 0.25 sd, 8 bits", flipped().noisy(0.25, seed).encoded(255));
    return copies;
  }

  Copies flipped() {
    float[] out = new float[pixels.length];
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        out[r * width + c] = pixels[r * width + width - 1 - c];
      }
    }
    return new Copies(height, width, out);
  }

  Copies transposed() {
    float[] out = new float[pixels.length];
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        out[c * height + r] = pixels[r * width + c];
      }
    }
    return new Copies(width, height, out);
  }

  /** Means over 2×2 pixels; an odd last row or column is dropped. */
  Copies halved() {
    int h = height / 2;
    int w = width / 2;
    float[] out = new float[h * w];
    for (int r = 0; r < h; r++) {
      for (int c = 0; c < w; c++) {
        int at = 2 * r * width + 2 * c;
        out[r * w + c] =
            (pixels[at] + pixels[at + 1] + pixels[at + width] + pixels[at + width + 1]) / 4;
      }
    }
    return new Copies(h, w, out);
  }

  /** Bilinear, without a filter against aliasing, as a careless script does it. */
  Copies resized(int h, int w) {
    float[] out = new float[h * w];
    for (int r = 0; r < h; r++) {
      double y = Math.min(height - 1.0, Math.max(0, (r + 0.5) * height / h - 0.5));
      int top = Math.min(height - 2, (int) y);
      for (int c = 0; c < w; c++) {
        double x = Math.min(width - 1.0, Math.max(0, (c + 0.5) * width / w - 0.5));
        int left = Math.min(width - 2, (int) x);
        int at = top * width + left;
        double fy = y - top;
        double fx = x - left;
        out[r * w + c] =
            (float)
                ((1 - fy) * ((1 - fx) * pixels[at] + fx * pixels[at + 1])
                    + fy * ((1 - fx) * pixels[at + width] + fx * pixels[at + width + 1]));
      }
    }
    return new Copies(h, w, out);
  }

  /** Stretched from its smallest to its largest value over whole numbers. */
  Copies encoded(int most) {
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    for (float value : pixels) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    float[] out = new float[pixels.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.round((double) (pixels[i] - min) / (max - min) * most);
    }
    return new Copies(height, width, out);
  }

  /** With Gaussian noise added, relative to the standard deviation of the image. */
  Copies noisy(double relative, long seed) {
    double sum = 0;
    double squares = 0;
    for (float value : pixels) {
      sum += value;
      squares += (double) value * value;
    }
    double mean = sum / pixels.length;
    double sd = Math.sqrt(Math.max(0, squares / pixels.length - mean * mean));
    SplittableRandom random = new SplittableRandom(seed);
    float[] out = new float[pixels.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (pixels[i] + relative * sd * random.nextGaussian());
    }
    return new Copies(height, width, out);
  }

  Copies crop(int row, int col, int side) {
    float[] out = new float[side * side];
    for (int r = 0; r < side; r++) {
      System.arraycopy(pixels, (row + r) * width + col, out, r * side, side);
    }
    return new Copies(side, side, out);
  }
}
