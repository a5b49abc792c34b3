package alrc.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.loss.Loss;
import alrc.core.loss.QuarticError;
import alrc.core.lossrule.NoRule;
import alrc.core.record.Outcome;
import alrc.core.record.RecordSink;
import alrc.core.record.StepRecord;
import alrc.core.record.TrialResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DivergenceTest {
  private static TrialSettings absurd(double rate, long iterations) {
    return Trials.of(new QuarticError(1), new NoRule(), rate, 2, iterations);
  }

  /** The first iteration, counted from 1, whose loss is not finite, read one by one. */
  private static long firstNotFinite(TrialSettings settings) {
    Member member = new Member(settings, 0, Trials.synthetic(), RecordSink.NONE);
    try (MemberRun run = MemberRun.begun(member, ComputeDevice.CPU);
        Cohort cohort = new Cohort(List.of(run), ComputeDevice.CPU)) {
      for (long i = 0; i < settings.iterations(); i++) {
        cohort.step();
        for (float loss : run.log().read().get(0).losses()) {
          if (!Float.isFinite(loss)) {
            return i + 1;
          }
        }
      }
    }
    throw new AssertionError("does not diverge");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e4, 20, 2})
  void aDivergenceIsReportedAtItsExactStep(double rate) {
    TrialSettings settings = absurd(rate, 500);
    List<StepRecord> records = new ArrayList<>();
    Outcome outcome =
        TrainingLoop.run(settings, 0, Trials.synthetic(), records::add, ComputeDevice.CPU);
    Outcome.Diverged diverged = assertInstanceOf(Outcome.Diverged.class, outcome);
    assertEquals(firstNotFinite(settings), diverged.step());
    assertEquals("loss", diverged.what());
    TrialResult result = diverged.result();
    assertEquals(diverged.step(), result.divergedAt());
    assertEquals(diverged.step() - 1, result.iterationsDone());
    assertEquals(diverged.step() - 1, records.size());
    assertNull(result.finalMean());
    assertTrue(records.stream().allMatch(record -> Double.isFinite(record.loss())));
  }

  /** Zero, with a gradient of 0 · ∞. */
  private record RootOfZero() implements Loss {
    @Override
    public NDArray errors(NDArray prediction, NDArray target) {
      return prediction.sub(prediction).square().sqrt();
    }
  }

  @Test
  void aNotFiniteGradientOfAFiniteLossIsADivergence() {
    TrialSettings settings = Trials.of(new RootOfZero(), new NoRule(), 1e-3, 2, 100);
    Outcome outcome =
        TrainingLoop.run(settings, 0, Trials.synthetic(), RecordSink.NONE, ComputeDevice.CPU);
    Outcome.Diverged diverged = assertInstanceOf(Outcome.Diverged.class, outcome);
    assertEquals(1, diverged.step());
    assertEquals("gradient", diverged.what());
    assertEquals("diverged", diverged.status());
  }

  @Test
  void nothingOfADivergedTrialReachesTheNext() {
    List<Double> before = Trials.losses(Trials.plain(100), 5);
    TrainingLoop.run(absurd(1e4, 200), 5, Trials.synthetic(), RecordSink.NONE, ComputeDevice.CPU);
    assertEquals(before, Trials.losses(Trials.plain(100), 5));
  }

  @Test
  void aNewLeafHasNoneOfTheOldGradient() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray parameters = manager.create(new float[] {1, 2});
      NDArray weights = manager.create(new float[] {1, 1});
      NDArray spoilt = manager.create(new float[] {Float.NaN, Float.POSITIVE_INFINITY});
      NDArray first = Autograd.leaf(parameters);
      Autograd.backward(Autograd.recorded(() -> first.mul(spoilt)), weights);
      assertTrue(Float.isNaN(first.getGradient().toFloatArray()[0]));
      NDArray second = Autograd.leaf(parameters);
      Autograd.backward(Autograd.recorded(() -> second.mul(second)), weights);
      assertEquals(2, second.getGradient().toFloatArray()[0]);
      assertEquals(4, second.getGradient().toFloatArray()[1]);
      parameters.muli(10);
      assertEquals(20, Autograd.leaf(parameters).toFloatArray()[1], "a leaf shares the storage");
    }
  }
}
