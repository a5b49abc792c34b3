package alrc.stem.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import alrc.stem.SharedData;
import alrc.stem.image.PixelSize;
import alrc.stem.image.Pixels;
import alrc.stem.image.Use;
import alrc.stem.source.FileSource;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.StoredImage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Compares with independent decodes of real files, kept beside them. */
class ExpectedDecodesTest {
  private static final String SUFFIX = ".expected.json";

  /** Extensions of the files that are compared; the readers themselves never look at them. */
  private static final String READ = "dm3|dm4|tif|png|ser|emi|mrc|blo|npy|emd|hspy|hdf5|zspy";

  @TestFactory
  Stream<DynamicTest> everyFileDecodesAsAnIndependentReaderDecodesIt() throws IOException {
    return expected().stream()
        .map(json -> dynamicTest(json.getFileName().toString(), () -> compare(json)));
  }

  @Test
  void thereAreManyExpectedDecodes() throws IOException {
    assertTrue(expected().size() >= 48, "found " + expected().size());
  }

  private static List<Path> expected() throws IOException {
    try (Stream<Path> files = Files.walk(SharedData.path("data/stem"))) {
      return files
          .filter(file -> file.toString().matches(".*\\.(" + READ + ")\\.expected\\.json"))
          .sorted()
          .toList();
    }
  }

  private static void compare(Path json) throws IOException {
    JsonNode expected = new ObjectMapper().readTree(json.toFile());
    String name = json.toString().substring(0, json.toString().length() - SUFFIX.length());
    try (FileSource source = FileSource.open(Path.of(name))) {
      ImageFile file = ImageReaders.open(source, Long.MAX_VALUE);
      assertEquals(formatOf(name), file.format());
      assertEquals(expected.get("images").size(), file.images().size());
      for (int i = 0; i < file.images().size(); i++) {
        compare(stored(expected, i), file.images().get(i));
      }
    }
  }

  /**
   * The reference reader transposes EMD arrays and widens their type; the stored array was read by
   * h5py. Its single frame is no axis here.
   */
  private static JsonNode stored(JsonNode expected, int index) {
    ObjectNode image = (ObjectNode) expected.get("images").get(index);
    JsonNode raw = expected.path("raw_hdf5").path(index);
    if (!raw.isMissingNode()) {
      for (String fact : List.of("shape", "dtype", "min", "max", "mean", "pixels")) {
        image.set(fact, raw.get(fact).deepCopy());
      }
      if (image.get("shape").size() == 3 && image.get("shape").get(2).asInt() == 1) {
        ((ArrayNode) image.get("shape")).remove(2);
        image.get("pixels").forEach(pixel -> ((ArrayNode) pixel.get("index")).remove(2));
      }
    }
    return image;
  }

  private static String formatOf(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1);
    return switch (extension) {
      case "tif" -> "TIFF";
      case "blo" -> "blockfile";
      case "emd" -> name.contains("Acquisition") ? "NCEM EMD" : "Velox EMD";
      case "hspy", "hdf5" -> "HyperSpy HDF5";
      case "zspy" -> "HyperSpy Zarr";
      default -> extension.toUpperCase(java.util.Locale.ROOT);
    };
  }

  private static void compare(JsonNode expected, StoredImage image) throws IOException {
    assertEquals(expected.get("title").asText(), image.title());
    assertEquals(expected.get("dtype").asText(), image.dtype());
    assertArrayEquals(shape(expected, image), image.shape());
    if (expected.has("mean")) {
      ImageStatistics statistics = ImageStatistics.of(image).orElseThrow();
      assertEquals(expected.get("min").asDouble(), statistics.min().doubleValue());
      assertEquals(expected.get("max").asDouble(), statistics.max().doubleValue());
      double mean = expected.get("mean").asDouble();
      assertEquals(mean, statistics.mean(), Math.abs(mean) * 1e-9);
    }
    for (JsonNode pixel : expected.get("pixels")) {
      comparePixel(pixel, image);
    }
    if (expected.has("pixel_size")) {
      assertEquals(pixelSize(expected), image.pixelSize());
    }
  }

  /** The expected decodes give a spectrum a row of its own, and colour of DM files no channels. */
  private static long[] shape(JsonNode expected, StoredImage image) {
    long[] shape = longs(expected.get("shape"));
    if (image.use() == Use.SPECTRUM) {
      return new long[] {LongStream.of(shape).reduce(1, (a, b) -> a * b)};
    }
    return image.dtype().equals("rgba8")
        ? LongStream.concat(LongStream.of(shape), LongStream.of(4)).toArray()
        : shape;
  }

  private static void comparePixel(JsonNode pixel, StoredImage image) throws IOException {
    long[] at = longs(pixel.get("index"));
    long[] shape = image.shape();
    int frame = 0;
    for (int axis = 0; image.frames() > 1 && axis < at.length - 2; axis++) {
      frame = (int) (frame * shape[axis] + at[axis]);
    }
    Pixels row = image.read(frame, (int) at[at.length - 2], 1);
    int first = (int) at[at.length - 1] * image.channels();
    JsonNode value = pixel.get("value");
    if (image.type().isComplex()) {
      assertEquals(value.get(0).asDouble(), row.at(first));
      assertEquals(value.get(1).asDouble(), row.imaginaryAt(first));
    } else if (image.use() == Use.COLOUR) {
      for (int c = 0; c < image.channels(); c++) {
        assertEquals(value.get(c).asDouble(), row.at(first + c));
      }
    } else {
      assertEquals(value.asDouble(), row.at(first));
      assertEquals(value.asDouble(), row.exactAt(first).doubleValue());
    }
  }

  /**
   * The reference reader gives an unknown pixel size as 1 without a unit, and leaves the underscore
   * of NCEM's units.
   */
  private static Optional<PixelSize> pixelSize(JsonNode expected) {
    double size = expected.get("pixel_size").asDouble();
    String unit = expected.get("pixel_unit").asText("").replace("n_m", "nm");
    return size == 1 && unit.isEmpty() ? Optional.empty() : Optional.of(new PixelSize(size, unit));
  }

  private static long[] longs(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToLong(JsonNode::asLong).toArray();
  }
}
