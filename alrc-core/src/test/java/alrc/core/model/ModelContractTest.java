package alrc.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.Gradients;
import alrc.core.loss.SquaredError;
import alrc.core.model.Pass.Phase;
import alrc.core.optimizer.Optimizers;
import alrc.core.study.Samples;
import alrc.core.train.Gradient;
import alrc.settings.Kinds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every registered network must do; each is made narrow, for images of one channel. */
class ModelContractTest {
  private static final int SIDE = 64;
  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");

  @AfterEach
  void close() {
    manager.close();
  }

  static Stream<Model> models() {
    Stream<Model> normalised =
        Stream.of("batch", "layer")
            .map(norm -> "kind: supersampling, width: 0.0625, norm: " + norm)
            .map(section -> Samples.of(ModelSettings.class, section).network(1));
    return Stream.concat(
        Samples.kinds(ModelSettings.class).stream().map(ModelContractTest::small), normalised);
  }

  private static Model small(Kinds.Kind kind) {
    String size = kind.name().equals("partial-scan") ? ", size: " + SIDE : "";
    String section = "kind: " + kind.name() + ", width: 0.0625" + size;
    return Samples.of(ModelSettings.class, section).network(1);
  }

  private NDArray input(Model model, int seed) {
    return Passes.random(manager, seed, 2, model.inputChannels(), SIDE, SIDE)
        .toType(DataType.FLOAT32, false);
  }

  private NDArray buffers(Model model) {
    return manager.zeros(new Shape(model.buffers().size()));
  }

  @ParameterizedTest
  @MethodSource("models")
  void initialParametersAreAFunctionOfTheSeed(Model model) {
    float[] first = model.initialParameters(1);
    assertEquals(model.parameterCount(), first.length);
    assertArrayEquals(first, model.initialParameters(1));
    assertFalse(Arrays.equals(first, model.initialParameters(2)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void theFirstHeadHasTheSizeOfTheInputAndAllCarryTheExamples(Model model) {
    NDArray flat = manager.create(model.initialParameters(0));
    NDList heads = Passes.pass(model, flat, buffers(model), input(model, 0), Phase.TRAINING);
    assertEquals(model.heads(), heads.size());
    assertEquals(new Shape(2, 1, SIDE, SIDE), heads.head().getShape());
    heads.forEach(head -> assertEquals(2, head.getShape().get(0)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void phasesDecideWhatMoves(Model model) {
    NDArray flat = manager.create(model.initialParameters(0));
    NDArray buffers = buffers(model);
    Passes.pass(model, flat, buffers, input(model, 1), Phase.INITIALISING);
    float[] parameters = flat.toFloatArray();
    float[] kept = buffers.toFloatArray();
    NDList frozen = Passes.pass(model, flat, buffers, input(model, 2), Phase.FROZEN);
    assertArrayEquals(kept, buffers.toFloatArray());
    NDList again = Passes.pass(model, flat, buffers, input(model, 2), Phase.FROZEN);
    assertArrayEquals(frozen.head().toFloatArray(), again.head().toFloatArray());
    Passes.pass(model, flat, buffers, input(model, 2), Phase.TRAINING);
    assertArrayEquals(parameters, flat.toFloatArray());
    assertEquals(kept.length == 0, Arrays.equals(kept, buffers.toFloatArray()));
  }

  @ParameterizedTest
  @MethodSource("models")
  void oneBatchCanBeLearntByHeart(Model model) {
    NDArray flat = manager.create(model.initialParameters(4));
    NDArray buffers = buffers(model);
    NDArray input = input(model, 4);
    Passes.pass(model, flat, buffers, input, Phase.INITIALISING);
    List<NDArray> targets = targets(Passes.pass(model, flat, buffers, input, Phase.FROZEN));
    double before = losses(model, flat, buffers, input, targets).sum().getFloat();
    try (GradientRule.Running adam =
        Optimizers.adam(3e-3, 0.9, 0.999, 1e-8).start(model.layout(), manager)) {
      for (int step = 0; step < 100; step++) {
        step(model, flat, buffers, input, targets, adam);
      }
    }
    double after = losses(model, flat, buffers, input, targets).sum().getFloat();
    assertTrue(after < 0.3 * before, before + " became " + after);
  }

  private static void step(
      Model model,
      NDArray flat,
      NDArray buffers,
      NDArray input,
      List<NDArray> targets,
      GradientRule.Running optimizer) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray gradient = Gradient.ofSum(flat, leaf -> losses(model, leaf, buffers, input, targets));
      Gradients gradients = new Gradients(model.layout(), flat, gradient);
      optimizer.apply(gradients);
      flat.subi(gradients.flat());
    }
  }

  /** Smooth images of each head's shape. */
  private List<NDArray> targets(NDList heads) {
    List<NDArray> targets = new ArrayList<>();
    for (NDArray head : heads) {
      Shape shape = head.getShape();
      NDArray ramp = manager.arange((float) shape.size()).mul(0.01f).sin();
      targets.add(ramp.reshape(shape));
    }
    return targets;
  }

  private static NDArray losses(
      Model model, NDArray flat, NDArray buffers, NDArray input, List<NDArray> targets) {
    NDList heads = Passes.pass(model, flat, buffers, input, Phase.TRAINING);
    NDArray sum = new SquaredError(1).perExample(heads.get(0), targets.get(0));
    for (int head = 1; head < heads.size(); head++) {
      sum = sum.add(new SquaredError(1).perExample(heads.get(head), targets.get(head)));
    }
    return sum;
  }
}
