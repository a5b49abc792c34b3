package alrc.core.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import alrc.core.SharedData;
import alrc.core.state.ParameterLayout;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Trajectories that other people's optimizers made in float64; ours run in float64 and float32. */
class OptimizersGoldenTest {
  @TestFactory
  Stream<DynamicTest> trajectories() throws IOException {
    List<Path> json = new ArrayList<>(files("optimizers"));
    json.addAll(files("optimizers-2026"));
    return json.stream()
        .flatMap(
            file ->
                Stream.of(test(file, DataType.FLOAT64, 1e-10), test(file, DataType.FLOAT32, 2e-6)));
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(SharedData.golden(folder))) {
      List<Path> json = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      assertFalse(json.isEmpty(), "no *.json in the folder " + folder);
      return json;
    }
  }

  private static DynamicTest test(Path file, DataType type, double tolerance) {
    return DynamicTest.dynamicTest(
        file.getFileName() + " " + type, () -> check(file, type, tolerance));
  }

  private static void check(Path file, DataType type, double tolerance) throws IOException {
    JsonNode golden = new ObjectMapper().readTree(file.toFile());
    GradientRule optimizer = GoldenOptimizer.of(golden);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      compare(golden, optimizer, manager, type, tolerance * largest(golden.get("trajectory")));
    }
  }

  private static void compare(
      JsonNode golden, GradientRule optimizer, NDManager manager, DataType type, double tolerance) {
    double[] initial = numbers(golden.get("initial"));
    ParameterLayout layout =
        new ParameterLayout.Builder().of(type).add("p", initial.length).build();
    NDArray parameters = manager.create(initial).toType(type, true);
    try (GradientRule.Running running = optimizer.start(layout, manager)) {
      for (int step = 0; step < golden.get("trajectory").size(); step++) {
        double[] gradient = gradient(golden, now(parameters), step);
        NDArray flat = manager.create(gradient).toType(type, true);
        Gradients gradients = new Gradients(layout, parameters, flat);
        running.apply(gradients);
        parameters.subi(gradients.flat());
        assertEquals(type, gradients.flat().getDataType());
        double[] now = now(parameters);
        double[] expected = numbers(golden.get("trajectory").get(step));
        for (int i = 0; i < now.length; i++) {
          assertEquals(expected[i], now[i], tolerance, "step " + step + " entry " + i);
        }
      }
    }
  }

  private static double[] now(NDArray parameters) {
    return parameters.toType(DataType.FLOAT64, true).toDoubleArray();
  }

  private static double[] gradient(JsonNode golden, double[] p, int step) {
    double[] curvature = numbers(golden.get("curvature"));
    double[] minimum = numbers(golden.get("minimum"));
    double[] gradient = numbers(golden.get("noise").get(step));
    for (int i = 0; i < p.length; i++) {
      gradient[i] += curvature[i] * (p[i] - minimum[i]);
    }
    return gradient;
  }

  private static double[] numbers(JsonNode list) {
    double[] numbers = new double[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = list.get(i).asDouble();
    }
    return numbers;
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
