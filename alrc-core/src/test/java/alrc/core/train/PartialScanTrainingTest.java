package alrc.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import alrc.core.data.Batch;
import alrc.core.data.BatchSource;
import alrc.core.data.ImageShape;
import alrc.core.data.PartialScanBatches;
import alrc.core.data.SyntheticScans;
import alrc.core.gradient.GradientRule;
import alrc.core.loss.Loss;
import alrc.core.loss.SquaredError;
import alrc.core.lossrule.Alrc;
import alrc.core.lossrule.AlrcStart;
import alrc.core.lossrule.LossRule;
import alrc.core.lossrule.NoRule;
import alrc.core.model.InitialWeights;
import alrc.core.model.PartialScanNet;
import alrc.core.model.Pass;
import alrc.core.optimizer.Optimizers;
import alrc.core.record.Outcome;
import alrc.core.record.RecordSink;
import alrc.core.record.StepRecord;
import alrc.core.record.Trained;
import alrc.core.schedule.Course;
import alrc.core.state.ParameterLayout.Parameter;
import alrc.core.state.StateReader;
import alrc.core.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A trial of the two-stage network, whole: two heads, running means, a faster part. */
class PartialScanTrainingTest {
  private static final PartialScanNet NET = new PartialScanNet(1.0 / 16, 64, InitialWeights.NORMAL);
  private static final Loss LOSS = new SquaredError(200);
  private static final GradientRule ADAM = Optimizers.adam(1e-3, 0.9, 0.999, 1e-8);

  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
  private final BatchSource scans = new PartialScanBatches(new SyntheticScans(20, 64, 0));

  @AfterEach
  void close() {
    manager.close();
  }

  private static TrialSettings settings(LossRule rule, GradientRule optimizer, long iterations) {
    return settings(rule, optimizer, iterations, KernelForm.SINGLE);
  }

  private static TrialSettings settings(
      LossRule rule, GradientRule optimizer, long iterations, KernelForm form) {
    return new TrialSettings(
        NET, LOSS, rule, optimizer, Course.constant(1e-3), 1, iterations, 20, 20, form);
  }

  private static GradientRule sgd(double rate) {
    return Optimizers.sgd(rate);
  }

  /** Keeps every error, and the network that a trial leaves. */
  private static final class Kept implements RecordSink {
    private final List<Double> losses = new ArrayList<>();
    private final List<Trained> trained = new ArrayList<>();

    @Override
    public void step(StepRecord record) {
      losses.add(record.loss());
    }

    @Override
    public void ended(Outcome outcome, Trained network) {
      trained.add(network);
    }
  }

  private Kept run(TrialSettings settings, long seed) {
    Kept kept = new Kept();
    TrainingLoop.run(settings, seed, scans, kept, ComputeDevice.CPU);
    return kept;
  }

  private NDArray image(float[] values, ImageShape shape) {
    return manager.create(values, new Shape(1, shape.channels(), shape.height(), shape.width()));
  }

  /** The two losses of a batch of one. */
  private NDList losses(NDArray parameters, NDArray buffers, Batch batch) {
    NDList heads =
        NET.forward(
            new Pass(
                NET.layout().views(parameters),
                NET.buffers().views(buffers),
                image(batch.input(), scans.input()),
                1,
                Pass.Phase.TRAINING));
    NDList losses = new NDList();
    for (int head = 0; head < 2; head++) {
      NDArray target = image(batch.targets().get(head), scans.targets().get(head));
      losses.add(LOSS.perExample(heads.get(head), target));
    }
    return losses;
  }

  @Test
  void theLossFalls() {
    List<Double> losses = run(settings(new NoRule(), ADAM, 200), 0).losses;
    double before = mean(losses.subList(0, 40));
    double after = mean(losses.subList(160, 200));
    assertTrue(after < 0.6 * before, before + " became " + after);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  @Test
  void theErrorsOfTheFirstHeadAreRecordedAndTheTrainerMovesTwiceAsFar() {
    double rate = 1e-5;
    InitialState initial = InitialState.of(NET, 5, scans, 1, ComputeDevice.CPU);
    NDArray before = manager.create(initial.parameters());
    Batch batch = scans.batch(5, 0, 1);
    NDArray leaf = Autograd.leaf(before);
    NDArray buffers = manager.create(initial.buffers());
    NDList losses = Autograd.recorded(() -> losses(leaf, buffers, batch));
    NDArray sum = Autograd.recorded(() -> losses.get(0).add(losses.get(1)));
    Autograd.backward(sum, sum.onesLike());
    float[] gradient = leaf.getGradient().toFloatArray();

    Kept kept = run(settings(new NoRule(), sgd(rate), 1), 5);

    assertEquals(losses.get(0).getFloat(), kept.losses.get(0), 1e-4 * kept.losses.get(0));
    float[] after = kept.trained.get(0).parameters();
    double largest = 0;
    for (Parameter parameter : NET.layout().parameters()) {
      int factor = parameter.name().startsWith("trainer.") ? 2 : 1;
      for (int i = (int) parameter.offset(); i < parameter.offset() + parameter.size(); i++) {
        double expected = initial.parameters()[i] - factor * rate * gradient[i];
        assertEquals(expected, after[i], 1e-6 * (1 + Math.abs(expected)), parameter.name());
        largest = Math.max(largest, Math.abs(rate * gradient[i]));
      }
    }
    assertTrue(largest > 1e-4, "a step that can be seen: " + largest);
  }

  @Test
  void runningMeansFollowTheFirstHalfAndFreezeInTheSecond() {
    InitialState initial = InitialState.of(NET, 2, scans, 1, ComputeDevice.CPU);
    NDArray parameters = manager.create(initial.parameters());
    NDArray buffers = manager.create(initial.buffers());
    for (int iteration = 0; iteration < 4; iteration++) {
      losses(parameters, buffers, scans.batch(2, iteration, 1));
    }
    Kept kept = run(settings(new NoRule(), sgd(0), 8), 2);
    assertArrayEquals(buffers.toFloatArray(), kept.trained.get(0).buffers(), 1e-6f);
  }

  @Test
  void eachHeadHasARuleOfItsOwn() {
    List<List<Double>> seen = new ArrayList<>();
    LossRule listening = listening(seen);
    List<Double> recorded = run(settings(listening, ADAM, 6), 1).losses;
    assertEquals(2, seen.size());
    assertEquals(recorded, seen.get(0));
    assertEquals(6, seen.get(1).size());
    assertNotEquals(seen.get(0), seen.get(1));
  }

  /** No rule, but every run of it keeps what it was given. */
  private static LossRule listening(List<List<Double>> seen) {
    return manager -> {
      List<Double> mine = new ArrayList<>();
      seen.add(mine);
      return new LossRule.Running() {
        @Override
        public LossRule.Verdict apply(NDArray losses) {
          mine.add((double) losses.getFloat(0));
          return new LossRule.Verdict(losses.onesLike(), null);
        }

        @Override
        public void save(StateWriter out) {}

        @Override
        public void restore(StateReader in) {}

        @Override
        public void close() {}
      };
    };
  }

  @Test
  void alrcClipsAndKeepsTheRecordUnclipped() {
    Alrc alrc = new Alrc(0.5, 0.9, Alrc.Moments.RAW, 1e-8, new AlrcStart.Given(20, 500));
    Kept clipped = new Kept();
    Outcome outcome =
        TrainingLoop.run(settings(alrc, ADAM, 40), 1, scans, clipped, ComputeDevice.CPU);
    assertTrue(outcome.result().clipFraction() > 0);
    Kept free = run(settings(new NoRule(), ADAM, 1), 1);
    assertEquals(free.losses.get(0), clipped.losses.get(0));
  }

  @Test
  void neighboursInAStackChangeNothing() {
    TrialSettings stacked = settings(new NoRule(), ADAM, 12, KernelForm.STACKED);
    Kept first = new Kept();
    Kept second = new Kept();
    TrainingLoop.run(
        List.of(new Member(stacked, 1, scans, first), new Member(stacked, 2, scans, second)),
        ComputeDevice.CPU,
        CheckpointPlan.NONE);
    assertEquals(run(stacked, 1).losses, first.losses);
    assertEquals(run(stacked, 2).losses, second.losses);
    List<Double> single = run(settings(new NoRule(), ADAM, 12), 1).losses;
    for (int i = 0; i < 4; i++) {
      assertEquals(single.get(i), first.losses.get(i), 0.02 * single.get(i), "iteration " + i);
    }
  }
}
