package alrc.stem.synthetic;

import alrc.settings.SettingMistake;
import alrc.stem.image.SeededGenerator;
import alrc.stem.scan.noise.Poisson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/**
 * Makes synthetic atomic-resolution HAADF micrographs: a rotated lattice with a heavy and a light
 * column per cell, vacancies, a probe of finite width, a slowly varying background, scan drift and
 * the Poisson noise of a finite dose. For trying things out: nothing here is a scattering
 * simulation.
 *
 * @param side rows and columns
 * @param seed of all micrographs
 */
public record HaadfSynthesizer(int side, long seed) {
  /** Checks the side. */
  public HaadfSynthesizer {
    if (side < 16 || side > 32_768) {
      throw new SettingMistake("size", side, "must be in 16…32768 pixels");
    }
  }

  /**
   * Returns micrograph {@code index}, {@code side × side} detector counts, row-major. Depends only
   * on the side, the seed and the index.
   */
  public float[] micrograph(int index) {
    RandomGenerator random = SeededGenerator.of(seed, "haadf", side, index);
    Crystal crystal = Crystal.drawn(random);
    float[] image = crystal.background(side, random);
    crystal.addColumns(image, side, random);
    double dose = uniform(random, 40, 400);
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) Poisson.draw(Math.max(0, image[i] * dose), random);
    }
    return image;
  }

  /** Writes micrograph {@code index} as a float32 TIFF. */
  public void write(int index, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      Float32Tiff.write(out, micrograph(index), side, side);
    }
  }

  static double uniform(RandomGenerator random, double from, double to) {
    return from + (to - from) * random.nextDouble();
  }
}
