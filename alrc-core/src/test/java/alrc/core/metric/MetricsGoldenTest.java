package alrc.core.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import alrc.core.SharedData;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Metrics against scikit-image's figures. */
class MetricsGoldenTest {
  private static final double TOLERANCE = 1e-9;

  @TestFactory
  Stream<DynamicTest> figures() throws IOException {
    try (Stream<Path> files = Files.list(SharedData.golden("metrics"))) {
      List<Path> json = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      assertFalse(json.isEmpty(), "no *.json in the folder of golden metrics");
      return json.stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }
  }

  private static void check(Path file) throws IOException {
    JsonNode golden = new ObjectMapper().readTree(file.toFile());
    int height = golden.at("/shape/0").asInt();
    int width = golden.at("/shape/1").asInt();
    String base = file.toString().replaceFirst("\\.json$", "");
    ImagePair pair =
        new ImagePair(
            pixels(Path.of(base + ".truth.f32"), height * width),
            pixels(Path.of(base + ".other.f32"), height * width),
            height,
            width);
    List<Metric> known =
        Metrics.all().stream().filter(metric -> golden.has(metric.name())).toList();
    assertFalse(known.isEmpty(), "no figure of a known metric in " + file);
    for (Metric metric : known) {
      double expected = golden.get(metric.name()).asDouble();
      double tolerance = TOLERANCE * Math.max(1, Math.abs(expected));
      assertEquals(expected, metric.of(pair), tolerance, metric.name());
    }
  }

  private static float[] pixels(Path file, int count) throws IOException {
    float[] pixels = new float[count];
    ByteBuffer.wrap(Files.readAllBytes(file))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(pixels);
    return pixels;
  }
}
