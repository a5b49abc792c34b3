package alrc.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.data.BatchSource;
import alrc.core.data.PartialScanBatches;
import alrc.core.data.SyntheticScans;
import alrc.core.gradient.GradientRule;
import alrc.core.loss.SquaredError;
import alrc.core.lossrule.NoRule;
import alrc.core.model.InitialWeights;
import alrc.core.model.Model;
import alrc.core.model.PartialScanNet;
import alrc.core.model.SupersamplingNet;
import alrc.core.optimizer.Optimizers;
import alrc.core.record.Outcome;
import alrc.core.record.RecordSink;
import alrc.core.record.StepRecord;
import alrc.core.record.Trained;
import alrc.core.schedule.Course;
import alrc.core.state.ParameterFile;
import alrc.core.state.UnusableStateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trials that begin with what an earlier one came to. */
class StartingParametersTest {
  private static final SupersamplingNet NET = new SupersamplingNet(Trials.TINY, 1);

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

  private static ParameterFile file(Model model, float[] parameters, float[] buffers) {
    ParameterFile written = new ParameterFile(Map.of("trial_id", "0123456789abcdef"));
    written.add(model.layout(), parameters);
    written.add(model.buffers(), buffers);
    return ParameterFile.of(written.bytes());
  }

  /** What a trial of a seed comes to, through a file. */
  private static StartingParameters earlier(long seed) throws Exception {
    Kept kept = new Kept();
    TrainingLoop.run(Trials.plain(30), seed, Trials.synthetic(), kept, ComputeDevice.CPU);
    float[] came = kept.trained.get(0).parameters();
    return StartingParameters.of(file(NET, came, new float[0]), NET, "digest " + seed);
  }

  private static Member member(TrialSettings settings, long seed, RecordSink sink) {
    return new Member(settings, seed, Trials.synthetic(), sink);
  }

  private static Outcome run(Member... members) {
    return TrainingLoop.run(List.of(members), ComputeDevice.CPU, CheckpointPlan.NONE).get(0);
  }

  private static TrialSettings still(Model model, KernelForm form) {
    GradientRule still = Optimizers.sgd(0);
    return new TrialSettings(
        model, new SquaredError(1), new NoRule(), still, Course.constant(0), 1, 1, 1, 1, form);
  }

  @ParameterizedTest
  @EnumSource(KernelForm.class)
  void theNetworkIsTheFilesWhateverTheSeed(KernelForm form) throws Exception {
    StartingParameters start = earlier(1);
    for (long seed : List.of(1L, 9L)) {
      Kept kept = new Kept();
      run(member(still(NET, form), seed, kept).beginningWith(start));
      assertArrayEquals(start.parameters(), kept.trained.get(0).parameters());
    }
    assertNotEquals(NET.initialParameters(1)[0], start.parameters()[0]);
  }

  @Test
  void runningMeansComeFromTheFileAndNoInitialisingPassMovesIt() throws Exception {
    PartialScanNet net = new PartialScanNet(1.0 / 32, 64, InitialWeights.NORMAL);
    BatchSource scans = new PartialScanBatches(new SyntheticScans(8, 64, 0));
    float[] buffers = new float[(int) net.buffers().size()];
    Arrays.fill(buffers, 1000);
    float[] parameters = net.initialParameters(5);
    StartingParameters start = StartingParameters.of(file(net, parameters, buffers), net, "d");
    Kept kept = new Kept();
    run(new Member(still(net, KernelForm.SINGLE), 2, scans, kept).beginningWith(start));
    assertArrayEquals(parameters, kept.trained.get(0).parameters());
    for (float mean : kept.trained.get(0).buffers()) {
      assertTrue(mean > 900, "a running mean of decay 0.99 that was 1000 and is " + mean);
    }
  }

  @Test
  void neighboursThatBeginElsewhereChangeNothing() throws Exception {
    TrialSettings settings = Trials.in(KernelForm.STACKED, Trials.plain(40));
    StartingParameters one = earlier(1);
    StartingParameters two = earlier(2);
    Kept alone = new Kept();
    run(member(settings, 7, alone).beginningWith(one));
    Kept first = new Kept();
    Kept drawn = new Kept();
    Kept last = new Kept();
    run(
        member(settings, 7, first).beginningWith(two),
        member(settings, 7, drawn),
        member(settings, 7, last).beginningWith(one));
    assertEquals(alone.losses, last.losses);
    assertNotEquals(alone.losses, first.losses);
    Kept unstarted = new Kept();
    run(member(settings, 7, unstarted));
    assertEquals(unstarted.losses, drawn.losses);
  }

  @ParameterizedTest
  @EnumSource(KernelForm.class)
  void stoppedAndResumedItIsNeverStopped(KernelForm form) throws Exception {
    TrialSettings settings = Trials.in(form, Trials.plain(60));
    StartingParameters start = earlier(1);
    Kept undisturbed = new Kept();
    List<Checkpoint> made = new ArrayList<>();
    Member member = member(settings, 4, undisturbed).beginningWith(start);
    CheckpointPlan plan =
        CheckpointPlan.everySteps(35, (whose, checkpoint) -> made.add(checkpoint));
    TrainingLoop.run(List.of(member), ComputeDevice.CPU, plan);
    Kept resumed = new Kept();
    run(member(settings, 4, resumed).beginningWith(start).from(made.get(0)));
    assertEquals(undisturbed.losses.subList(35, 60), resumed.losses);
    Member drawn = member(settings, 4, RecordSink.NONE);
    assertTrue(made.get(0).refusal(drawn, ComputeDevice.CPU).isPresent());
    Member elsewhere = drawn.beginningWith(earlier(2));
    assertTrue(made.get(0).refusal(elsewhere, ComputeDevice.CPU).isPresent());
    assertTrue(made.get(0).refusal(member, ComputeDevice.CPU).isEmpty());
  }

  @Test
  void parametersOfAnotherNetworkAreRefusedByNameAndShape() throws Exception {
    SupersamplingNet wide = new SupersamplingNet(2 * Trials.TINY, 1);
    PartialScanNet other = new PartialScanNet(1.0 / 32, 64, InitialWeights.NORMAL);
    ParameterFile of = file(NET, NET.initialParameters(0), new float[0]);
    assertEquals(
        "first.weight: found (2, 1, 5, 5), the model needs (4, 1, 5, 5)", refusal(of, wide));
    assertTrue(refusal(of, other).contains(": found nothing, the model needs ("));
    of.add(other.buffers(), new float[(int) other.buffers().size()]);
    assertTrue(refusal(of, NET).endsWith(", the model has none"), refusal(of, NET));
  }

  private static String refusal(ParameterFile file, Model model) {
    return String.valueOf(
        assertThrows(UnusableStateException.class, () -> StartingParameters.of(file, model, "d"))
            .getMessage());
  }
}
