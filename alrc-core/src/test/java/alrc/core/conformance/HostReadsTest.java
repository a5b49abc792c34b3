package alrc.core.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.Gradients;
import alrc.core.lossrule.LossRule;
import alrc.core.optimizer.Optimizer;
import alrc.core.schedule.Course;
import alrc.core.state.HostReads;
import alrc.core.state.ParameterLayout;
import alrc.core.study.KindText;
import alrc.core.study.Samples;
import alrc.settings.Kinds;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What each kind reads from the device in a step, counted, is what docs/rules.md says. */
class HostReadsTest {
  private static final int STEPS = 30;

  /** The longest step of a kind: how often it reads, and how many numbers. */
  private record Reads(long times, long numbers) {
    Reads or(Reads other) {
      return new Reads(Math.max(times, other.times), Math.max(numbers, other.numbers));
    }
  }

  private static Reads counted(Runnable step) {
    long times = HostReads.times();
    long numbers = HostReads.numbers();
    step.run();
    return new Reads(HostReads.times() - times, HostReads.numbers() - numbers);
  }

  private static Reads promised(Kinds.Kind kind) {
    String text = new KindText(kind).reads();
    if (text.contains("one number per tensor")) {
      return new Reads(1, Reference.TENSORS.length);
    }
    boolean reads = text.contains("one number a step") || text.contains("what its rules read");
    return reads ? new Reads(1, 1) : new Reads(0, 0);
  }

  @TestFactory
  Stream<DynamicTest> readsAreThoseOfThePage() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Kinds.Kind kind : Samples.kinds(GradientRule.class)) {
      GradientRule rule = Samples.of(GradientRule.class, Samples.section(kind));
      tests.add(test(kind, () -> ofUpdates(rule)));
    }
    for (Kinds.Kind kind : Samples.kinds(Optimizer.class)) {
      Optimizer optimizer = Samples.of(Optimizer.class, Samples.section(kind));
      Course beta1 = Course.constant(0.9);
      tests.add(test(kind, () -> ofUpdates(optimizer.rule(Course.constant(0.01), beta1))));
    }
    for (Kinds.Kind kind : Samples.kinds(LossRule.class)) {
      LossRule rule = Samples.of(LossRule.class, Samples.section(kind));
      tests.add(test(kind, () -> ofLosses(rule)));
    }
    return tests.stream();
  }

  private interface Counted {
    Reads reads();
  }

  private static DynamicTest test(Kinds.Kind kind, Counted counted) {
    return DynamicTest.dynamicTest(
        kind.name(), () -> assertEquals(promised(kind), counted.reads(), kind.name()));
  }

  private static Reads ofUpdates(GradientRule rule) {
    ParameterLayout layout = Inputs.layout(DataType.FLOAT32);
    Reads most = new Reads(0, 0);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        GradientRule.Running running = rule.start(layout, manager)) {
      NDArray parameters = manager.create(Inputs.parameters()).toType(DataType.FLOAT32, true);
      for (int t = 0; t < STEPS; t++) {
        NDArray gradient = manager.create(Inputs.gradients()[t]).toType(DataType.FLOAT32, true);
        Gradients each = new Gradients(layout, parameters, gradient);
        most = most.or(counted(() -> running.apply(each)));
      }
    }
    return most;
  }

  private static Reads ofLosses(LossRule rule) {
    Reads most = new Reads(0, 0);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        LossRule.Running running = rule.start(manager)) {
      NDArray gradient = manager.create(Inputs.gradients()[0]);
      for (int t = 0; t < STEPS; t++) {
        NDArray losses = manager.create(Inputs.losses()[t]);
        most =
            most.or(
                counted(
                    () -> {
                      running.apply(losses);
                      running.accepts(gradient);
                      running.rewinds();
                    }));
      }
    }
    return most;
  }

  /** So that no read escapes the count. */
  @Test
  void rulesReadInOneWay() {
    DescribedPredicate<JavaMethodCall> reading =
        DescribedPredicate.describe(
            "read an array",
            call ->
                call.getTargetOwner().isAssignableTo(NDArray.class)
                    && (call.getName().matches("to\\w*(Array|Buffer)")
                        || call.getName()
                            .matches("get(Double|Float|Long|Int|Boolean|Byte|Uint8|String)")));
    noClasses()
        .that()
        .resideInAnyPackage(
            "..core.gradient..",
            "..core.scaling..",
            "..core.optimizer..",
            "..core.lossrule..",
            "..core.loss..",
            "..core.model..")
        .should()
        .callMethodWhere(reading)
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("alrc.core"));
  }
}
