package alrc.core.lossrule;

import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.state.StateReader;
import alrc.core.state.StateWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The mistakes that ports of ALRC are known for would not get past the checks. */
class FaultyAlrcTest {
  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");

  @AfterEach
  void close() {
    manager.close();
  }

  /** ALRC with a mistake, on the host. */
  private record Faulty(Alrc settings, AlrcReference.Fault fault) implements LossRule {
    @Override
    public Running start(NDManager manager) {
      AlrcReference state = new AlrcReference(settings, fault);
      return new Running() {
        @Override
        public Verdict apply(NDArray losses) {
          double[] exact = state.step(losses.toFloatArray());
          float[] factors = new float[exact.length];
          for (int i = 0; i < factors.length; i++) {
            factors[i] = (float) exact[i];
          }
          NDArray limit =
              Double.isInfinite(state.limit) ? null : manager.create(new double[] {state.limit});
          return new Verdict(manager.create(factors), limit);
        }

        @Override
        public void save(StateWriter out) {}

        @Override
        public void restore(StateReader in) {}

        @Override
        public void close() {}
      };
    }
  }

  private static LossRule rule(AlrcReference.Fault fault) {
    return new Faulty(AlrcChecks.given(3, 2, 5), fault);
  }

  private static LossRule paper(AlrcReference.Fault fault) {
    return new Faulty(Alrc.paper(1), fault);
  }

  @Test
  void withoutAMistakeEveryCheckPasses() {
    AlrcChecks.limitCountsTheMeanOnce(rule(AlrcReference.Fault.NONE), manager);
    AlrcChecks.clippedGradientIsTheLimitOverTheLossTimesTheRawOne(
        rule(AlrcReference.Fault.NONE), manager);
    AlrcChecks.followsTheReference(paper(AlrcReference.Fault.NONE), Alrc.paper(1), 1, manager);
  }

  @Test
  void aConstantInPlaceOfTheClippedLossIsFound() {
    LossRule faulty = rule(AlrcReference.Fault.CONSTANT);
    AlrcChecks.limitCountsTheMeanOnce(faulty, manager);
    assertThrows(
        AssertionError.class,
        () -> AlrcChecks.clippedGradientIsTheLimitOverTheLossTimesTheRawOne(faulty, manager));
    LossRule stream = paper(AlrcReference.Fault.CONSTANT);
    assertThrows(
        AssertionError.class,
        () -> AlrcChecks.followsTheReference(stream, Alrc.paper(1), 1, manager));
  }

  @Test
  void aMeanThatIsCountedTwiceIsFound() {
    LossRule faulty = rule(AlrcReference.Fault.MEAN_TWICE);
    assertThrows(AssertionError.class, () -> AlrcChecks.limitCountsTheMeanOnce(faulty, manager));
    assertThrows(
        AssertionError.class,
        () -> AlrcChecks.clippedGradientIsTheLimitOverTheLossTimesTheRawOne(faulty, manager));
    LossRule stream = paper(AlrcReference.Fault.MEAN_TWICE);
    assertThrows(
        AssertionError.class,
        () -> AlrcChecks.followsTheReference(stream, Alrc.paper(1), 1, manager));
  }
}
