package alrc.core.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import alrc.core.optimizer.Optimizer;
import alrc.core.optimizer.Optimizers;
import alrc.core.schedule.Cosine;
import alrc.core.schedule.Course;
import alrc.core.schedule.Piecewise;
import alrc.core.state.ParameterLayout;
import alrc.core.study.Samples;
import alrc.settings.SettingMistake;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizersTest {
  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
  private final ParameterLayout layout = new ParameterLayout.Builder().add("p", 2).build();

  @AfterEach
  void close() {
    manager.close();
  }

  static Stream<Arguments> optimizers() {
    return Samples.all(Optimizer.class);
  }

  private GradientRule.Running start(Optimizer optimizer, Course rate) {
    return optimizer.rule(rate, Course.constant(0.9)).start(layout, manager);
  }

  private float[] step(GradientRule.Running rule, NDArray parameters, float... gradient) {
    Gradients gradients = new Gradients(layout, parameters, manager.create(gradient));
    rule.apply(gradients);
    parameters.subi(gradients.flat());
    return parameters.toFloatArray();
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void solvesAParabola(String name, Optimizer optimizer) {
    // Muon steps a vector by Adam, at 0.015 of its rate; Schedule-Free follows its mean, slowly.
    Map<String, Double> rates =
        Map.of("adagrad", 1.0, "adadelta", 50.0, "muon", 6.7, "schedule-free", 0.5);
    double rate = rates.getOrDefault(name, 0.1);
    NDArray parameters = manager.create(new float[] {3, -2});
    try (GradientRule.Running rule = start(optimizer, new Course(rate, new Cosine(0, 400, 0)))) {
      float[] p = parameters.toFloatArray();
      for (int i = 0; i < 400; i++) {
        p = step(rule, parameters, p[0] - 1, p[1] - 1);
      }
      assertArrayEquals(new float[] {1, 1}, p, 0.02f);
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void theScheduleDrivesTheRateAndZeroMeansNoMove(String name, Optimizer optimizer) {
    Course off = new Course(0, new Piecewise(List.of(12L), List.of(0.0, 0.1), 0));
    NDArray parameters = manager.create(new float[] {3, -2});
    try (GradientRule.Running rule = start(optimizer, off)) {
      for (int i = 0; i < 12; i++) {
        assertArrayEquals(new float[] {3, -2}, step(rule, parameters, 1, 1));
      }
      assertTrue(step(rule, parameters, 1, 1)[0] < 3);
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void aNotFiniteGradientNeverLooksFinite(String name, Optimizer optimizer) {
    NDArray parameters = manager.create(new float[] {3, -2});
    try (GradientRule.Running rule = start(optimizer, Course.constant(0.1))) {
      assertTrue(Float.isNaN(step(rule, parameters, Float.NaN, 1)[0]));
    }
  }

  /** One entry's gradients agree, the other's cancel. */
  @ParameterizedTest
  @MethodSource("optimizers")
  void conformityScalesTheUpdateOfAny(String name, Optimizer optimizer) {
    GradientRule bare = optimizer.rule(Course.constant(0.1), Course.constant(0.9));
    float[] alone = {0, 0};
    float[] scaled = {0, 0};
    try (GradientRule.Running rule = bare.start(layout, manager);
        GradientRule.Running around =
            new ConformityScale(0.9, 1, 1e-8).before(bare).start(layout, manager)) {
      for (int i = 0; i < 31; i++) {
        float[] gradient = {1, i % 2 == 0 ? 1 : -1};
        alone = step(rule, manager.zeros(new Shape(2)), gradient);
        scaled = step(around, manager.zeros(new Shape(2)), gradient);
        assertEquals(alone[0], scaled[0]);
        assertTrue(Math.abs(scaled[1]) <= Math.abs(alone[1]), name + " " + i);
      }
    }
    assertTrue(Math.abs(scaled[1]) < 0.5 * Math.abs(alone[1]), scaled[1] + " of " + alone[1]);
  }

  @Test
  void sgdTakesTwoStepsByHand() {
    NDArray parameters = manager.create(new float[] {1, 2});
    try (GradientRule.Running rule = Optimizers.sgd(0.5).start(layout, manager)) {
      assertArrayEquals(new float[] {0.5f, 3}, step(rule, parameters, 1, -2));
      assertArrayEquals(new float[] {0.25f, 2}, step(rule, parameters, 0.5f, 2));
    }
  }

  @Test
  void adamTakesTwoStepsByHand() {
    NDArray parameters = manager.create(new float[] {1, 2});
    try (GradientRule.Running rule = Optimizers.adam(0.1, 0.9, 0.99, 0).start(layout, manager)) {
      assertArrayEquals(new float[] {0.9f, 2.1f}, step(rule, parameters, 3, -4), 1e-6f);
      // m = 0.9·0.3 + 0.1·1 = 0.37, v = 0.99·0.09 + 0.01 = 0.0991; corrected by 0.19 and 0.0199
      double move = 0.1 * (0.37 / 0.19) / Math.sqrt(0.0991 / 0.0199);
      assertEquals(0.9 - move, step(rule, parameters, 1, 0)[0], 1e-6);
    }
  }

  @Test
  void epsilonIsAddedToTheCorrectedRoot() {
    NDArray parameters = manager.create(new float[] {0, 0});
    try (GradientRule.Running rule = Optimizers.adam(1, 0.9, 0.999, 1).start(layout, manager)) {
      assertEquals(-0.5, step(rule, parameters, 1, 0)[0], 1e-6);
    }
  }

  @Test
  void anEmptyChainLeavesGradientsAlone() {
    try (GradientRule.Running rule = Chain.of().start(layout, manager)) {
      assertArrayEquals(new float[] {-1, -2}, step(rule, manager.create(new float[] {0, 0}), 1, 2));
    }
  }

  @Test
  void impossibleSettingsAreRefusedByName() {
    Exception e = assertThrows(SettingMistake.class, () -> Optimizers.adam(1, 0.9, 1, 1e-8));
    assertEquals("beta2: 1.0 must be in [0, 1)", e.getMessage());
  }
}
