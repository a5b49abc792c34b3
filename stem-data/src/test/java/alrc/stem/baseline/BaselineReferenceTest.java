package alrc.stem.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.scan.ScanMask;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Completions against what reference.py computes with other people's software. */
class BaselineReferenceTest {
  private static JsonNode reference(String name) throws IOException {
    try (InputStream json = BaselineReferenceTest.class.getResourceAsStream("reference.json")) {
      return new ObjectMapper().readTree(json).get(name);
    }
  }

  private static float[] floats(JsonNode list) {
    float[] values = new float[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) list.get(i).asDouble(Double.NaN);
    }
    return values;
  }

  private static Samples samples(JsonNode scan) {
    int height = scan.get("height").asInt();
    int width = scan.get("width").asInt();
    ScanMask mask = new ScanMask(height, width, floats(scan.get("weights")), 0.1, "{}");
    return new Samples(mask, floats(scan.get("values")));
  }

  /** Compares the pixels that are comparable, of which there are some beside the selected ones. */
  private static void near(float[] expected, float[] found, double tolerance) {
    assertEquals(expected.length, found.length);
    for (int i = 0; i < expected.length; i++) {
      if (!Float.isNaN(expected[i])) {
        assertEquals(expected[i], found[i], tolerance, "pixel " + i);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"scattered", "lines"})
  void interpolationEqualsSciPyAndNumPy(String name) throws IOException {
    JsonNode scan = reference(name);
    for (Baseline baseline : new Baseline[] {new Nearest(), new Linear(), new InverseDistance()}) {
      float[] expected = floats(scan.get(baseline.name()));
      near(expected, baseline.complete(samples(scan)), 1e-6);
      long comparable =
          IntStream.range(0, expected.length).filter(i -> !Float.isNaN(expected[i])).count();
      assertTrue(comparable > 3L * samples(scan).count(), baseline.name() + ": " + comparable);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"scattered", "lines"})
  void biharmonicEqualsScikitImage(String name) throws IOException {
    JsonNode scan = reference(name);
    near(floats(scan.get("biharmonic")), new Biharmonic().complete(samples(scan)), 1e-4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scattered", "lines"})
  void normalisedConvolutionEqualsSciPysGaussians(String name) throws IOException {
    JsonNode scan = reference(name);
    float[] found = new MaskedGaussian(1.5, 4).complete(samples(scan));
    near(floats(scan.get("masked-gaussian")), found, 1e-5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scattered", "lines"})
  void sparseDctFindsTheMinimum(String name) throws IOException {
    JsonNode scan = reference(name);
    float[] found = new SparseDct(0.2, 5000).complete(samples(scan));
    near(floats(scan.get("sparse-dct")), found, 1e-4);
  }

  /** The minimum is unique at the selected pixels alone, elsewhere only its energy is. */
  @ParameterizedTest
  @ValueSource(strings = {"scattered", "lines"})
  void totalVariationFindsTheMinimum(String name) throws IOException {
    JsonNode scan = reference(name);
    Samples samples = samples(scan);
    float[] expected = floats(scan.get("total-variation"));
    float[] found = new TotalVariation(5, 20_000).complete(samples);
    for (int pixel : samples.selected()) {
      assertEquals(expected[pixel], found[pixel], 1e-3, "pixel " + pixel);
    }
    double least = energy(expected, samples, 5);
    assertEquals(least, energy(found, samples, 5), 1e-4 * least);
  }

  @Test
  void totalVariationOfAWholeImageEqualsScikitImage() throws IOException {
    JsonNode whole = reference("rof");
    int height = whole.get("height").asInt();
    int width = whole.get("width").asInt();
    float[] weights = new float[height * width];
    Arrays.fill(weights, 1);
    Samples samples =
        new Samples(new ScanMask(height, width, weights, 1, "{}"), floats(whole.get("values")));
    near(floats(whole.get("image")), new TotalVariation(5, 20_000).complete(samples), 3e-4);
  }

  private static double energy(float[] image, Samples samples, double fidelity) {
    int width = samples.width();
    double energy = 0;
    for (int i = 0; i < image.length; i++) {
      double down = i + width < image.length ? image[i + width] - image[i] : 0;
      double along = (i + 1) % width == 0 ? 0 : image[i + 1] - image[i];
      energy += Math.hypot(down, along);
    }
    for (int k = 0; k < samples.count(); k++) {
      double misfit = image[samples.selected()[k]] - samples.values()[k];
      energy += fidelity / 2 * misfit * misfit;
    }
    return energy;
  }
}
