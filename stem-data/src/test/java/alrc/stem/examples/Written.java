package alrc.stem.examples;

import alrc.stem.dataset.DatasetLayout;
import alrc.stem.dataset.PartFacts;
import alrc.stem.dataset.PixelEncoding;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.dataset.Split;
import alrc.stem.image.SeededGenerator;
import alrc.stem.transform.Example;
import alrc.stem.transform.ExampleKey;
import alrc.stem.transform.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;

/** Some examples, written as a part in any format. */
final class Written {
  static final int SIDE = 24;
  static final int COUNT = 5;
  static final Recipe RECIPE = Recipe.partialStem("small", SIDE);
  private static final String SHA = "ab".repeat(32);

  private Written() {}

  static List<Example> examples() {
    return IntStream.range(0, COUNT).mapToObj(Written::example).toList();
  }

  private static Example example(int row) {
    RandomGenerator random = SeededGenerator.of(row, "test");
    float[] pixels = new float[SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat() * 100;
    }
    ExampleKey key = new ExampleKey("f/é.dm3", SHA, 1, 2, row, 64, 0);
    return RECIPE.apply(Example.raw(key, SIDE, SIDE, pixels), 11);
  }

  static PartFacts facts(DatasetLayout layout) {
    SourceFacts source =
        new SourceFacts(
            "f/é.dm3", SHA, Split.TEST, 2, 1, 5, 5, -5L, List.of(), List.of(), List.of());
    return new PartFacts(RECIPE.canonicalJson(), 11, layout, List.of(source));
  }

  /** Writes a part named {@code part} into a folder. */
  static void write(Path folder, DatasetLayout layout, List<Example> examples) throws IOException {
    DatasetFormat format = Formats.named(layout.format());
    try (DatasetWriter writer =
        format.create(suffix -> new LocalOutputFile(folder.resolve("part" + suffix)), layout, 11)) {
      for (Example example : examples) {
        writer.write(EncodedExample.of(example, layout.pixels()));
      }
      writer.describe(facts(layout));
    }
  }

  static ExamplePart open(Path folder, String format) throws IOException {
    return Formats.named(format)
        .open(suffix -> new LocalInputFile(folder.resolve("part" + suffix)));
  }

  /** What a value may lose: nothing, half a unit in the last place of 11 bits, or half a step. */
  static double tolerance(PixelEncoding pixels) {
    return switch (pixels) {
      case FLOAT32 -> 0;
      case FLOAT16 -> 0x1p-12;
      case UINT16 -> 1.0001 / 65535;
    };
  }
}
