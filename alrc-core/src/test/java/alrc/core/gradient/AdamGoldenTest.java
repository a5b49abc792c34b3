package alrc.core.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.SharedData;
import alrc.core.parameter.ParameterLayout;
import alrc.core.schedule.Constant;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Trajectories that other people's optimizers made, in float64; ours run in float32. */
class AdamGoldenTest {
  private static final double TOLERANCE = 2e-6;

  @TestFactory
  Stream<DynamicTest> trajectories() throws IOException {
    try (Stream<Path> files = Files.list(SharedData.golden("optimizers"))) {
      List<Path> json = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      assertFalse(json.isEmpty(), "no *.json in the folder of golden trajectories");
      return json.stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }
  }

  private static void check(Path file) throws IOException {
    JsonNode golden = new ObjectMapper().readTree(file.toFile());
    Optional<GradientRule> optimizer =
        optimizer(golden.get("optimizer").asText(), golden.get("hyperparameters"));
    Assumptions.assumeTrue(
        optimizer.isPresent(), golden.get("optimizer").asText() + " is not offered yet");
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      compare(golden, optimizer.orElseThrow(), manager);
    }
  }

  private static Optional<GradientRule> optimizer(String name, JsonNode settings) {
    if (settings.path("weight_decay").asDouble(0) != 0
        || settings.path("amsgrad").asBoolean(false)) {
      return Optional.empty();
    }
    Constant rate = new Constant(settings.path("lr").asDouble());
    return switch (name) {
      case "sgd" ->
          settings.path("momentum").asDouble(0) == 0
              ? Optional.of(Optimizers.sgd(rate))
              : Optional.empty();
      case "adam" ->
          Optional.of(
              Optimizers.adam(
                  rate,
                  settings.path("betas").path(0).asDouble(0.9),
                  settings.path("betas").path(1).asDouble(0.999),
                  settings.path("eps").asDouble(1e-8)));
      default -> Optional.empty();
    };
  }

  private static void compare(JsonNode golden, GradientRule optimizer, NDManager manager) {
    int size = golden.get("initial").size();
    ParameterLayout layout = new ParameterLayout.Builder().add("p", size).build();
    float[] initial = new float[size];
    for (int i = 0; i < size; i++) {
      initial[i] = (float) golden.get("initial").get(i).asDouble();
    }
    NDArray parameters = manager.create(initial);
    double largest = largest(golden.get("trajectory"));
    try (GradientRule.Running running = optimizer.start(layout, manager)) {
      for (int step = 0; step < golden.get("trajectory").size(); step++) {
        NDArray flat = manager.create(gradient(golden, parameters.toFloatArray(), step));
        Gradients gradients = new Gradients(layout, parameters, flat);
        running.apply(gradients);
        parameters.subi(gradients.flat());
        float[] now = parameters.toFloatArray();
        for (int i = 0; i < size; i++) {
          double expected = golden.get("trajectory").get(step).get(i).asDouble();
          assertEquals(expected, now[i], TOLERANCE * largest, "step " + step + " entry " + i);
        }
      }
    }
  }

  private static float[] gradient(JsonNode golden, float[] p, int step) {
    float[] gradient = new float[p.length];
    for (int i = 0; i < p.length; i++) {
      double curvature = golden.get("curvature").get(i).asDouble();
      double minimum = golden.get("minimum").get(i).asDouble();
      double noise = golden.get("noise").get(step).get(i).asDouble();
      gradient[i] = (float) (curvature * (p[i] - minimum) + noise);
    }
    return gradient;
  }

  private static double largest(JsonNode trajectory) {
    double largest = 0;
    for (JsonNode point : trajectory) {
      for (JsonNode entry : point) {
        largest = Math.max(largest, Math.abs(entry.asDouble()));
      }
    }
    return largest;
  }
}
