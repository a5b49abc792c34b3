package alrc.stem.transform;

import alrc.stem.image.SeededGenerator;
import java.util.random.RandomGenerator;

/** Examples for tests. */
final class Examples {
  static final ExampleKey KEY = new ExampleKey("a/b.tif", "00ff", 0, 0, 512, 1024, 0);

  private Examples() {}

  static Example noise(int height, int width, long seed) {
    RandomGenerator random = SeededGenerator.of(seed, "test");
    float[] pixels = new float[height * width];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = 1000 + 50 * random.nextFloat();
    }
    return Example.raw(KEY, height, width, pixels);
  }

  static Example of(int height, int width, float... pixels) {
    return Example.raw(KEY, height, width, pixels);
  }

  static RandomGenerator random() {
    return SeededGenerator.of(7, "test");
  }
}
