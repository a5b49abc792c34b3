package alrc.stem.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.settings.SettingMistake;
import alrc.stem.image.SeededGenerator;
import alrc.stem.read.ImageReaders;
import alrc.stem.scan.noise.Poisson;
import alrc.stem.source.FileSource;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HaadfSynthesizerTest {
  @Test
  void aMicrographDependsOnSeedAndIndexOnly() {
    HaadfSynthesizer synthesizer = new HaadfSynthesizer(96, 5);
    float[] second = synthesizer.micrograph(1);
    synthesizer.micrograph(0);
    assertArrayEquals(second, new HaadfSynthesizer(96, 5).micrograph(1));
    assertFalse(Arrays.equals(second, synthesizer.micrograph(2)));
    assertFalse(Arrays.equals(second, new HaadfSynthesizer(96, 6).micrograph(1)));
  }

  @Test
  void micrographsAreCountsWithAtomsOnABackground() {
    for (int i = 0; i < 8; i++) {
      float[] image = new HaadfSynthesizer(256, 0).micrograph(i);
      double mean = 0;
      for (float count : image) {
        assertTrue(count >= 0 && count == Math.rint(count), "count " + count);
        mean += count / image.length;
      }
      float[] sorted = image.clone();
      Arrays.sort(sorted);
      double bright = sorted[sorted.length * 98 / 100];
      double dark = sorted[sorted.length * 10 / 100];
      assertTrue(bright > 2 * Math.max(1, dark), "image %d: %s…%s".formatted(i, dark, bright));
      assertTrue(mean > 3, "mean " + mean);
    }
  }

  @Test
  void theWrittenFileHoldsTheSamePixels(@TempDir Path folder) throws IOException {
    HaadfSynthesizer synthesizer = new HaadfSynthesizer(64, 1);
    Path file = folder.resolve("m.tif");
    synthesizer.write(3, file);
    float[] read = new float[64 * 64];
    try (FileSource source = FileSource.open(file)) {
      StoredImage image = ImageReaders.open(source, 64 * 64).images().get(0);
      assertEquals("float32", image.dtype());
      image.read(0, 0, 64).toFloats(0, read, 0, read.length);
    }
    assertArrayEquals(synthesizer.micrograph(3), read);
  }

  @Test
  void countsHaveTheMeanAndTheVarianceOfPoisson() {
    RandomGenerator random = SeededGenerator.of(1, "poisson");
    for (double mean : new double[] {0.3, 5, 40, 200}) {
      int n = 20_000;
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < n; i++) {
        double count = Poisson.draw(mean, random);
        sum += count;
        squares += count * count;
      }
      double variance = squares / n - (sum / n) * (sum / n);
      assertEquals(mean, sum / n, 4 * Math.sqrt(mean / n));
      assertEquals(mean, variance, mean * 0.06 + 0.02);
    }
  }

  @Test
  void anImpossibleSizeIsRefused() {
    assertEquals(
        "size: 8 must be in 16…32768 pixels",
        assertThrows(SettingMistake.class, () -> new HaadfSynthesizer(8, 0)).getMessage());
  }
}
