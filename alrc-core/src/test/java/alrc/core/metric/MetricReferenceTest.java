package alrc.core.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Metrics against what reference.py computes with NumPy and scikit-image. */
class MetricReferenceTest {
  private static JsonNode reference() throws IOException {
    try (InputStream json = MetricReferenceTest.class.getResourceAsStream("reference.json")) {
      return new ObjectMapper().readTree(json);
    }
  }

  private static ImagePair pair(JsonNode reference) {
    return new ImagePair(
        floats(reference.get("truth")),
        floats(reference.get("completion")),
        reference.get("height").asInt(),
        reference.get("width").asInt());
  }

  private static float[] floats(JsonNode list) {
    float[] values = new float[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) list.get(i).asDouble();
    }
    return values;
  }

  @Test
  void figuresEqualTheReference() throws IOException {
    JsonNode reference = reference();
    for (String name : List.of("nmse", "snr", "ssim", "frc")) {
      double expected = reference.get(name).asDouble();
      assertEquals(expected, Metrics.named(name).of(pair(reference)), 1e-9 * expected, name);
    }
  }

  @Test
  void ringsEqualTheReference() throws IOException {
    JsonNode reference = reference();
    double[] expected = new double[reference.get("frc_curve").size()];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = reference.get("frc_curve").get(i).asDouble();
    }
    assertArrayEquals(expected, Frc.curve(pair(reference)), 1e-9);
  }
}
