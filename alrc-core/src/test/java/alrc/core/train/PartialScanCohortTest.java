package alrc.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import alrc.core.data.BatchSource;
import alrc.core.data.PartialScanBatches;
import alrc.core.data.SyntheticScans;
import alrc.core.loss.SquaredError;
import alrc.core.lossrule.Alrc;
import alrc.core.lossrule.AlrcStart;
import alrc.core.lossrule.Huber;
import alrc.core.lossrule.LossChain;
import alrc.core.lossrule.LossRule;
import alrc.core.lossrule.NoRule;
import alrc.core.model.InitialWeights;
import alrc.core.model.PartialScanNet;
import alrc.core.optimizer.Optimizers;
import alrc.core.record.Outcome;
import alrc.core.record.RecordSink;
import alrc.core.record.StepRecord;
import alrc.core.record.Trained;
import alrc.core.schedule.Course;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Trials of the two-stage network side by side: running means and two heads for each. */
class PartialScanCohortTest {
  private static final PartialScanNet NET = new PartialScanNet(1.0 / 32, 64, InitialWeights.NORMAL);
  private static final int STEPS = 14;

  private final BatchSource scans = new PartialScanBatches(new SyntheticScans(20, 64, 0));

  /** What a trial records and leaves, bit for bit. */
  private static final class Kept implements RecordSink {
    private final List<Double> losses = new ArrayList<>();
    private float[] parameters = {};
    private float[] buffers = {};

    @Override
    public void step(StepRecord record) {
      losses.add(record.loss());
    }

    @Override
    public void ended(Outcome outcome, Trained network) {
      parameters = network.parameters();
      buffers = network.buffers();
    }
  }

  private static TrialSettings settings(LossRule rule, double rate) {
    return new TrialSettings(
        NET,
        new SquaredError(200),
        rule,
        Optimizers.adam(rate, 0.9, 0.999, 1e-8),
        Course.constant(rate),
        1,
        STEPS,
        10,
        5,
        KernelForm.STACKED);
  }

  /** The four cases of the paper, at rates of their own. */
  private static List<TrialSettings> cases() {
    Alrc alrc = new Alrc(1, 0.9, Alrc.Moments.RAW, 1e-8, new AlrcStart.Given(20, 500));
    return List.of(
        settings(new NoRule(), 1e-3),
        settings(new Huber(1, Huber.Form.CONTINUOUS), 2e-3),
        settings(alrc, 3e-3),
        settings(LossChain.of(alrc, new Huber(1, Huber.Form.CONTINUOUS)), 1e-3));
  }

  private List<Kept> run(List<TrialSettings> settings, List<Long> seeds) {
    List<Kept> kept = new ArrayList<>();
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < settings.size(); i++) {
      kept.add(new Kept());
      members.add(new Member(settings.get(i), seeds.get(i), scans, kept.get(i)));
    }
    TrainingLoop.run(members, ComputeDevice.CPU, CheckpointPlan.NONE);
    return kept;
  }

  private Kept alone(TrialSettings settings, long seed) {
    return run(List.of(settings), List.of(seed)).get(0);
  }

  private static void same(Kept expected, Kept found) {
    assertEquals(expected.losses, found.losses);
    assertArrayEquals(expected.parameters, found.parameters);
    assertArrayEquals(expected.buffers, found.buffers);
  }

  @Test
  void neighboursSlotAndSizeNeverChangeATrial() {
    List<TrialSettings> cases = cases();
    List<Kept> alone = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      alone.add(alone(cases.get(i), i));
      assertEquals(STEPS, alone.get(i).losses.size());
    }
    assertNotEquals(alone.get(0).losses, alone.get(1).losses);
    List<Kept> four = run(cases, List.of(0L, 1L, 2L, 3L));
    List<Kept> three = run(List.of(cases.get(3), cases.get(0), cases.get(2)), List.of(3L, 0L, 2L));
    for (int i = 0; i < 4; i++) {
      same(alone.get(i), four.get(i));
    }
    same(alone.get(3), three.get(0));
    same(alone.get(0), three.get(1));
    same(alone.get(2), three.get(2));
  }

  @Test
  void stoppedOnEitherSideOfTheFreezingAndResumedItIsNeverStopped() {
    TrialSettings settings = cases().get(2);
    Kept undisturbed = new Kept();
    List<Checkpoint> made = new ArrayList<>();
    TrainingLoop.run(
        List.of(
            new Member(settings, 2, scans, undisturbed),
            new Member(settings, 9, scans, RecordSink.NONE)),
        ComputeDevice.CPU,
        CheckpointPlan.everySteps(
            5,
            (whose, checkpoint) -> {
              if (whose.seed() == 2) {
                made.add(checkpoint);
              }
            }));
    same(alone(settings, 2), undisturbed);
    for (Checkpoint checkpoint : made.subList(0, 2)) {
      Kept resumed = new Kept();
      Member member = new Member(settings, 2, scans, resumed).from(checkpoint);
      TrainingLoop.run(List.of(member), ComputeDevice.CPU, CheckpointPlan.NONE);
      int at = (int) checkpoint.iteration();
      assertEquals(undisturbed.losses.subList(at, STEPS), resumed.losses, "from " + at);
      assertArrayEquals(undisturbed.parameters, resumed.parameters);
      assertArrayEquals(undisturbed.buffers, resumed.buffers);
    }
  }

  @Test
  void aDivergingMemberTouchesNoOther() {
    TrialSettings calm = cases().get(0);
    TrialSettings wild = settings(new NoRule(), 1e15);
    Kept first = new Kept();
    Kept last = new Kept();
    List<Outcome> outcomes =
        TrainingLoop.run(
            List.of(
                new Member(calm, 1, scans, first),
                new Member(wild, 1, scans, RecordSink.NONE),
                new Member(calm, 2, scans, last)),
            ComputeDevice.CPU,
            CheckpointPlan.NONE);
    assertInstanceOf(Outcome.Diverged.class, outcomes.get(1));
    same(alone(calm, 1), first);
    same(alone(calm, 2), last);
  }
}
