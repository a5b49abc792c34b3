package alrc.stem.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import alrc.stem.SharedData;
import alrc.stem.source.FileSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.StoredImage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Layouts that users of other readers reported, compared with independent decodes. */
class ReportedFilesTest {

  @TestFactory
  Stream<DynamicTest> reportedLayoutsAreReadAsAnIndependentReaderReadsThem() throws IOException {
    return Stream.of(
            "16bit.r.tif",
            "2.0.0_v112_c.hspy",
            "Si100_3D.emd",
            "gray8_trns.png",
            "h_fill.hspy",
            "keras_nhw1_2x64x64x1.npy",
            "m0_old_unsigned_stats.mrc",
            "n_plain.emd",
            "nomap.mrc")
        .map(name -> dynamicTest(name, () -> compare(name)));
  }

  private static Path path(String name) {
    return SharedData.path("data/reported/" + name);
  }

  private static void compare(String name) throws IOException {
    JsonNode expected = new ObjectMapper().readTree(path(name + ".expected.json").toFile());
    try (FileSource source = FileSource.open(path(name))) {
      StoredImage image = ImageReaders.open(source, 1 << 24).images().get(0);
      image.verify();
      ImageStatistics statistics = ImageStatistics.of(image).orElseThrow();
      if (expected.has("shape")) {
        assertArrayEquals(longs(expected.get("shape")), image.shape());
      }
      if (expected.has("dtype")) {
        assertEquals(expected.get("dtype").asText(), image.dtype());
      }
      if (expected.has("min")) {
        assertEquals(expected.get("min").asDouble(), statistics.min().doubleValue());
        assertEquals(expected.get("max").asDouble(), statistics.max().doubleValue());
      }
      if (expected.has("pixel_size")) {
        double size = image.pixelSize().orElseThrow().size();
        assertEquals(expected.get("pixel_size").asDouble(), size, 1e-6 * size);
        assertEquals(expected.get("unit").asText(), image.pixelSize().orElseThrow().unit());
      }
      for (JsonNode pixel : expected.path("pixels")) {
        double value = image.read(0, pixel.get(0).asInt(), 1).at(pixel.get(1).asInt());
        assertEquals(pixel.get(2).asDouble(), value, "pixel " + pixel);
      }
    }
  }

  @Test
  void chunksThatWereNeverWrittenHaveTheFillValue() throws IOException {
    try (FileSource source = FileSource.open(path("h_fill.hspy"))) {
      StoredImage image = ImageReaders.open(source, 1 << 24).images().get(0);
      assertEquals(7.5, image.read(0, 99, 1).at(99));
    }
  }

  @Test
  void theNoteSaysHowBytesWithoutASignWereRead() throws IOException {
    try (FileSource source = FileSource.open(path("m0_old_unsigned_stats.mrc"))) {
      ImageFile file = ImageReaders.open(source, 1 << 24);
      assertTrue(file.notes().get(0).contains("unsigned by the header's maximum"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"separate_planar_extra_samples.tiff", "spp5_minisblack.tif"})
  void samplesThatAreNoColoursAreUnsupportedByName(String name) throws IOException {
    try (FileSource source = FileSource.open(path(name))) {
      UnreadableImageException e =
          assertThrows(UnreadableImageException.class, () -> ImageReaders.open(source, 1 << 24));
      assertEquals(Kind.UNSUPPORTED, e.kind());
      assertTrue(e.explanation().contains("samples per pixel that are not colours"));
      assertFalse(e.explanation().contains("Exception"), e.explanation());
    }
  }

  private static long[] longs(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToLong(JsonNode::asLong).toArray();
  }
}
