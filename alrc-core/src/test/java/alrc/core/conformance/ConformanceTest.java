package alrc.core.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.Gradients;
import alrc.core.optimizer.Optimizer;
import alrc.core.state.ParameterLayout;
import alrc.core.study.Cell;
import alrc.core.study.Samples;
import alrc.core.study.Study;
import alrc.settings.Kinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every gradient rule and optimizer against its formulas in plain doubles, and the files in {@code
 * docs/conformance} against the same; {@code -Dalrc.write=true} writes these.
 */
class ConformanceTest {
  private static final double EXACT = 1e-10;
  private static final double SINGLE = 2e-4;

  @TestFactory
  Stream<DynamicTest> trajectories() {
    return Cases.all().stream().map(one -> DynamicTest.dynamicTest(one.name(), () -> follows(one)));
  }

  private static void follows(Cases.Case one) {
    double[][] expected = expected(one);
    compare(one, expected, DataType.FLOAT64, EXACT);
    compare(one, expected, DataType.FLOAT32, SINGLE);
  }

  /** What the reference subtracts from the parameters, step by step. */
  static double[][] expected(Cases.Case one) {
    Reference reference = one.reference().get();
    double[] parameters = Inputs.parameters();
    List<double[]> updates = new ArrayList<>();
    for (int t = 0; t < Inputs.STEPS; t++) {
      double[] gradient = Inputs.examples(t, one.examples());
      double[] update = reference.update(gradient, parameters.clone());
      updates.add(update);
      for (int i = 0; i < parameters.length; i++) {
        parameters[i] -= update[i];
      }
    }
    return updates.toArray(new double[0][]);
  }

  static Cell cell(Cases.Case one) {
    return Study.parse("study: s\ndata: synthetic\n" + one.study(), one.name()).cells().get(0);
  }

  private static void compare(
      Cases.Case one, double[][] expected, DataType type, double tolerance) {
    ParameterLayout layout = Inputs.layout(type);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray parameters = manager.create(Inputs.parameters()).toType(type, true);
      GradientRule rule = cell(one).settings().optimizer();
      try (GradientRule.Running running = rule.start(layout, manager)) {
        for (int t = 0; t < Inputs.STEPS; t++) {
          double[] given = Inputs.examples(t, one.examples());
          NDArray gradient = manager.create(given).toType(type, true);
          Gradients each =
              one.examples() == 1
                  ? new Gradients(layout, parameters, gradient)
                  : Gradients.ofExamples(
                      layout, parameters, gradient.reshape(one.examples(), Reference.SIZE));
          running.apply(each);
          assertEquals(type, each.flat().getDataType());
          double[] made = each.flat().toType(DataType.FLOAT64, true).toDoubleArray();
          parameters.subi(each.flat());
          for (int i = 0; i < made.length; i++) {
            double allowed = tolerance * Math.max(1e-3, Math.abs(expected[t][i]));
            assertEquals(expected[t][i], made[i], allowed, type + " step " + t + " entry " + i);
          }
        }
      }
    }
  }

  /** A rule that acts as if it were not there would pass for the wrong reason. */
  @TestFactory
  Stream<DynamicTest> everyRuleActsOnItsVector() {
    return Cases.all().stream()
        .filter(one -> !one.gradient().isEmpty())
        .map(one -> DynamicTest.dynamicTest(one.name(), () -> acts(one)));
  }

  private static void acts(Cases.Case one) {
    Cases.Case plain = new Cases.Case("plain", one.kind(), "", one.optimizer(), one.reference());
    double[][] with = expected(one);
    double[][] without = expected(plainReference(plain));
    long changed = 0;
    for (int t = 0; t < with.length; t++) {
      changed += java.util.Arrays.equals(with[t], without[t]) ? 0 : 1;
    }
    assertTrue(changed >= 2, changed + " steps are changed");
  }

  private static Cases.Case plainReference(Cases.Case plain) {
    return Cases.all().stream()
        .filter(one -> one.gradient().isEmpty() && one.optimizer().equals(plain.optimizer()))
        .findFirst()
        .orElseGet(
            () ->
                new Cases.Case(
                    "",
                    plain.kind(),
                    "",
                    plain.optimizer(),
                    () -> PerExampleReferences.mean(norm -> 1)));
  }

  @Test
  void everyKindHasAVector() {
    Set<String> with = Cases.all().stream().map(Cases.Case::kind).collect(Collectors.toSet());
    for (Class<?> point : List.of(GradientRule.class, Optimizer.class)) {
      for (Kinds.Kind kind : Samples.kinds(point)) {
        // The second gradient of sam depends on a network: SamTest tests it.
        assertTrue(
            kind.name().equals("sam") || with.contains(kind.name()),
            kind.name() + " has no vector");
      }
    }
  }
}
