package alrc.stem.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.settings.SettingMistake;
import alrc.stem.dataset.DatasetLayout;
import alrc.stem.dataset.PixelEncoding;
import alrc.stem.dataset.ScanLayout;
import alrc.stem.examples.ExamplePart.Wanted;
import alrc.stem.scan.Scan;
import alrc.stem.transform.Example;
import alrc.stem.transform.ExampleKey;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every format keeps to, for every layout. */
class FormatsTest {
  @TempDir Path folder;

  static Stream<DatasetLayout> layouts() {
    return Formats.all().stream()
        .flatMap(
            format ->
                Stream.of(ScanLayout.values())
                    .flatMap(
                        scans ->
                            Stream.of(PixelEncoding.values())
                                .map(p -> new DatasetLayout(format.name(), scans, p))));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void examplesComeBackInAnyOrder(DatasetLayout layout) throws IOException {
    List<Example> examples = Written.examples();
    Written.write(folder, layout, examples);
    List<Integer> order = new ArrayList<>(IntStream.range(0, Written.COUNT).boxed().toList());
    Collections.shuffle(order, new Random(3));
    try (ExamplePart part = Written.open(folder, layout.format())) {
      assertEquals(Written.COUNT, part.count());
      for (int i : order) {
        assertEquals(examples.get(i).key().id(), part.id(i));
        compare(examples.get(i), part.read(i, Wanted.ALL), layout.pixels());
      }
      StoredExample truthAlone = part.read(1, Wanted.TRUTH);
      assertEquals(Written.SIDE * Written.SIDE, truthAlone.truth().length);
      assertThrows(IllegalStateException.class, truthAlone::scan);
    }
  }

  private static void compare(Example expected, StoredExample stored, PixelEncoding pixels) {
    Scan scan = expected.scan().orElseThrow();
    assertEquals(expected.key(), stored.key());
    assertEquals(expected.height(), stored.height());
    assertEquals(expected.width(), stored.width());
    assertEquals(expected.orientation(), stored.orientation());
    assertEquals(expected.rawMin(), stored.rawMin());
    assertEquals(expected.rawMax(), stored.rawMax());
    assertEquals(expected.blank(), stored.blank());
    assertEquals(11, stored.seed());
    assertEquals(scan.mask().id(), stored.maskId());
    near(expected.truth(), stored.truth(), Written.tolerance(pixels));
    float[] dense = stored.denseScan(scan.mask());
    near(scan.spread(), dense, Written.tolerance(pixels));
    for (int i = 0; i < dense.length; i++) {
      assertTrue(scan.mask().weights()[i] > 0 || dense[i] == 0, "off the path is exactly 0");
    }
  }

  private static void near(float[] expected, float[] actual, double tolerance) {
    if (tolerance == 0) {
      assertArrayEquals(expected, actual);
    } else {
      assertArrayEquals(expected, actual, (float) tolerance);
      assertFalse(java.util.Arrays.equals(expected, actual), "something narrower was stored");
    }
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void aPartDescribesItself(DatasetLayout layout) throws IOException {
    Written.write(folder, layout, Written.examples());
    Path file = folder.resolve("part" + Formats.named(layout.format()).factsSuffix());
    assertEquals(Optional.of(Written.facts(layout)), ExamplePart.facts(new LocalInputFile(file)));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void equalExamplesAreEqualBytes(DatasetLayout layout) throws IOException {
    Path again = Files.createDirectory(folder.resolve("again"));
    Written.write(folder, layout, Written.examples());
    Written.write(again, layout, Written.examples());
    DatasetFormat format = Formats.named(layout.format());
    List<String> suffixes = new ArrayList<>(format.companions());
    suffixes.add(format.suffix());
    for (String suffix : suffixes) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("part" + suffix)),
          Files.readAllBytes(again.resolve("part" + suffix)),
          suffix);
    }
  }

  @Test
  void examplesWithoutScansNeedNone() throws IOException {
    ExampleKey key = new ExampleKey("a", "00", 0, 0, 0, 0, 0);
    Example plain = Example.raw(key, 2, 3, new float[] {1, 2, 3, 4, 5, 6});
    for (DatasetFormat format : Formats.all()) {
      DatasetLayout layout =
          new DatasetLayout(format.name(), ScanLayout.SPARSE, PixelEncoding.FLOAT32);
      Path own = Files.createDirectory(folder.resolve(format.name()));
      Written.write(own, layout, List.of(plain));
      try (ExamplePart part = Written.open(own, format.name())) {
        assertArrayEquals(plain.truth(), part.read(0, Wanted.ALL).truth(), format.name());
      }
    }
    assertFalse(Files.exists(folder.resolve("npy/part.scan.npy")));
  }

  @Test
  void npyRefusesArraysThatCannotBeStacked() throws IOException {
    DatasetLayout layout = new DatasetLayout("npy", ScanLayout.SPARSE, PixelEncoding.FLOAT32);
    ExampleKey key = new ExampleKey("a", "00", 0, 0, 0, 0, 0);
    try (DatasetWriter writer =
        new NpyFormat().create(s -> new LocalOutputFile(folder.resolve("p" + s)), layout, 0)) {
      writer.write(EncodedExample.of(Example.raw(key, 2, 3, new float[6])));
      SettingMistake refused =
          assertThrows(
              SettingMistake.class,
              () -> writer.write(EncodedExample.of(Example.raw(key, 3, 2, new float[6]))));
      assertTrue(refused.getMessage().contains("[3, 2] after [2, 3]"), refused.getMessage());
    }
  }

  @Test
  void theDigestTellsPixelsApartButNeitherFormatNorLayout() {
    Example example = Written.examples().get(0);
    Set<Long> digests =
        Stream.of(PixelEncoding.values())
            .map(pixels -> EncodedExample.of(example, pixels).digest())
            .collect(Collectors.toSet());
    assertEquals(PixelEncoding.values().length, digests.size());
    assertNotEquals(
        EncodedExample.of(example).digest(), EncodedExample.of(Written.examples().get(1)).digest());
  }

  @Test
  void everyFormatIsRegisteredAndFoundByItsFiles() {
    Set<String> written =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("alrc.stem")
                .stream()
                .filter(c -> !c.isInterface() && c.isAssignableTo(DatasetFormat.class))
                .map(c -> c.getSimpleName())
                .collect(Collectors.toSet());
    assertEquals(
        Formats.all().stream().map(f -> f.getClass().getSimpleName()).collect(Collectors.toSet()),
        written);
    for (DatasetFormat format : Formats.all()) {
      assertEquals(
          format.name(),
          Formats.ofFile("part-1" + format.suffix()).map(DatasetFormat::name).orElse(""));
      format
          .companions()
          .forEach(suffix -> assertEquals(Optional.empty(), Formats.ofFile("part-1" + suffix)));
      assertEquals(Optional.empty(), Formats.ofFile(".part-1" + format.suffix()));
    }
    assertTrue(
        assertThrows(SettingMistake.class, () -> Formats.named("hdf5"))
            .getMessage()
            .contains("parquet, tfrecord, webdataset, npy"));
  }
}
