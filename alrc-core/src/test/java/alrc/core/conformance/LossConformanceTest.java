package alrc.core.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import alrc.core.lossrule.LossRule;
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

/** Every loss rule against its formulas in plain doubles. */
class LossConformanceTest {
  private static final double TOLERANCE = 1e-12;

  /** What the reference decides, step by step. */
  static List<LossReference.Decision> expected(LossCases.Case one) {
    LossReference reference = one.reference().get();
    List<LossReference.Decision> decisions = new ArrayList<>();
    for (int t = 0; t < Inputs.STEPS; t++) {
      decisions.add(reference.step(Inputs.losses()[t], Inputs.finite(t)));
    }
    return decisions;
  }

  static Cell cell(LossCases.Case one) {
    return Study.parse("study: s\ndata: synthetic\nrule: {" + one.rule() + "}\n", one.name())
        .cells()
        .get(0);
  }

  @TestFactory
  Stream<DynamicTest> decisions() {
    return LossCases.all().stream()
        .map(one -> DynamicTest.dynamicTest(one.name(), () -> follows(one)));
  }

  private static void follows(LossCases.Case one) {
    List<LossReference.Decision> expected = expected(one);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        LossRule.Running running = cell(one).settings().rule().start(manager)) {
      NDArray fine = manager.create(new double[] {1, 2});
      NDArray large = manager.create(new double[] {1, Double.POSITIVE_INFINITY});
      for (int t = 0; t < Inputs.STEPS; t++) {
        LossReference.Decision wanted = expected.get(t);
        NDArray losses = manager.create(Inputs.losses()[t]);
        LossRule.Verdict verdict = running.apply(losses);
        assertEquals(wanted.scale(), running.scale(), "step " + t);
        same(wanted.factors(), verdict.factors(), t);
        NDArray limit = verdict.limit();
        double found = limit == null ? Double.POSITIVE_INFINITY : limit.getDouble(0);
        assertEquals(wanted.limit(), found, TOLERANCE * found, "step " + t);
        NDArray gradient = Inputs.finite(t) ? fine : large;
        assertEquals(wanted.applied(), running.accepts(gradient), "step " + t);
        assertEquals(one.kind().equals("rewind") && !wanted.applied(), running.rewinds());
      }
    }
  }

  private static void same(double[] wanted, NDArray factors, int step) {
    double[] found = factors.toType(DataType.FLOAT64, true).toDoubleArray();
    assertEquals(wanted.length, found.length);
    for (int i = 0; i < found.length; i++) {
      assertEquals(wanted[i], found[i], TOLERANCE * wanted[i], "step " + step + " loss " + i);
    }
  }

  /** A rule that acts as if it were not there would pass for the wrong reason. */
  @TestFactory
  Stream<DynamicTest> everyRuleActsOnItsVector() {
    return LossCases.all().stream()
        .map(one -> DynamicTest.dynamicTest(one.name(), () -> acts(one)));
  }

  private static void acts(LossCases.Case one) {
    long acting =
        expected(one).stream()
            .filter(
                d ->
                    !d.applied()
                        || d.scale() != 1
                        || java.util.Arrays.stream(d.factors()).anyMatch(f -> f != 1))
            .count();
    assertTrue(acting >= 3, acting + " steps are changed");
  }

  @Test
  void everyKindThatActsHasAVector() {
    Set<String> with =
        LossCases.all().stream().map(LossCases.Case::kind).collect(Collectors.toSet());
    for (Kinds.Kind kind : Samples.kinds(LossRule.class)) {
      // The scales of adaptive-loss-scale follow gradients inside a network: BordersTest.
      boolean none = List.of("none", "adaptive-loss-scale").contains(kind.name());
      assertTrue(none || with.contains(kind.name()), kind.name());
    }
  }
}
