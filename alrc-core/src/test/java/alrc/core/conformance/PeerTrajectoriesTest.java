package alrc.core.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.Gradients;
import alrc.core.state.ParameterLayout;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Optimizers beside those of torch and optax; {@code benchmarks/golden_optimizers.py} printed the
 * files. torch's Muon divides by max(‖h‖, 1e-7), ours by ‖h‖ + 1e-7, so the two differ by about a
 * millionth.
 */
class PeerTrajectoriesTest {
  @ParameterizedTest
  @CsvSource({"muon, 1e-5", "schedule-free, 1e-9"})
  void parametersAreThoseOfThePeer(String name, double tolerance) throws IOException {
    JsonNode golden =
        new ObjectMapper()
            .readTree(
                Objects.requireNonNull(
                    PeerTrajectoriesTest.class.getResourceAsStream("/golden/" + name + ".json")));
    Cases.Case one =
        Cases.all().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    ParameterLayout layout = Inputs.layout(DataType.FLOAT64);
    GradientRule rule = ConformanceTest.cell(one).settings().optimizer();
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        GradientRule.Running running = rule.start(layout, manager)) {
      NDArray parameters = manager.create(Inputs.parameters());
      for (int t = 0; t < Inputs.STEPS; t++) {
        NDArray gradient = manager.create(Inputs.gradients()[t]);
        Gradients each = new Gradients(layout, parameters, gradient);
        running.apply(each);
        parameters.subi(each.flat());
        same(golden.get("parameters").get(t), parameters, tolerance, "step " + t);
        if (golden.has("kept")) {
          NDArray kept = parameters.duplicate();
          running.toKept(kept);
          same(golden.get("kept").get(t), kept, tolerance, "kept after step " + t);
        }
      }
    }
  }

  private static void same(JsonNode expected, NDArray found, double tolerance, String at) {
    double[] values = found.toDoubleArray();
    assertEquals(expected.size(), values.length);
    for (int i = 0; i < values.length; i++) {
      double wanted = expected.get(i).asDouble();
      assertEquals(wanted, values[i], tolerance * Math.max(1, Math.abs(wanted)), at);
    }
  }
}
