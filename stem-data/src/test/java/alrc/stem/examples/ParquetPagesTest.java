package alrc.stem.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import alrc.stem.dataset.DatasetLayout;
import alrc.stem.examples.ExamplePart.Wanted;
import alrc.stem.image.SeededGenerator;
import alrc.stem.scan.Scan;
import alrc.stem.transform.Example;
import alrc.stem.transform.ExampleKey;
import alrc.stem.transform.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts as large as real ones: many pages, several row groups. */
class ParquetPagesTest {
  private static final Recipe RECIPE = Recipe.partialStem("paper", 512);

  /** Over one row group of 16 MiB. */
  private static final int COUNT = 17;

  @TempDir Path folder;

  private static Example example(int row) {
    RandomGenerator random = SeededGenerator.of(row, "test");
    float[] pixels = new float[512 * 512];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    ExampleKey key = new ExampleKey("a.tif", "cd".repeat(32), 0, 0, row, 0, 0);
    return RECIPE.apply(Example.raw(key, 512, 512, pixels), 0);
  }

  @Test
  void aScanIsReadAfterATruthWhereverTheyLie() throws IOException {
    List<Example> examples = IntStream.range(0, COUNT).mapToObj(ParquetPagesTest::example).toList();
    Written.write(folder, DatasetLayout.DEFAULT, examples);
    try (ExamplePart part = Written.open(folder, ParquetFormat.NAME)) {
      for (int i : new int[] {COUNT - 1, 0, 9, 1, 7}) {
        StoredExample stored = part.read(i, Wanted.ALL);
        float[] scan = examples.get(i).scan().map(Scan::values).orElseThrow();
        assertArrayEquals(examples.get(i).truth(), stored.truth());
        assertArrayEquals(scan, stored.scan());
      }
    }
  }
}
