package alrc.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import alrc.core.data.Augmentation;
import alrc.core.data.Batch;
import alrc.core.data.BatchSource;
import alrc.core.data.DataSpec.Split;
import alrc.core.data.HeldOut;
import alrc.core.data.PartialScanBatches;
import alrc.core.data.SupersamplingBatches;
import alrc.core.data.SyntheticImages;
import alrc.core.data.SyntheticScans;
import alrc.core.loss.SquaredError;
import alrc.core.lossrule.NoRule;
import alrc.core.metric.Metrics;
import alrc.core.model.InitialWeights;
import alrc.core.model.Model;
import alrc.core.model.PartialScanNet;
import alrc.core.model.Pass;
import alrc.core.model.SupersamplingNet;
import alrc.core.optimizer.Optimizers;
import alrc.core.record.Outcome;
import alrc.core.record.RecordSink;
import alrc.core.record.Score;
import alrc.core.record.StepRecord;
import alrc.core.record.Trained;
import alrc.core.schedule.Course;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks are scored on examples that they never see, and scoring changes no training. */
class ScoringTest {
  private static final int STEPS = 14;
  private static final SyntheticImages SEEN = new SyntheticImages(30, 2, 0);
  private static final SyntheticImages UNSEEN = new SyntheticImages(9, 2, 0, Split.VALIDATION);

  /** One network, its data and the examples that it is scored on. */
  private record Setting(Model model, BatchSource data, HeldOut heldOut) {
    TrialSettings settings(KernelForm form, double rate) {
      return new TrialSettings(
          model,
          new SquaredError(1),
          new NoRule(),
          Optimizers.adam(rate, 0.9, 0.999, 1e-8),
          Course.constant(rate),
          1,
          STEPS,
          10,
          5,
          form);
    }

    Scoring every(long every) {
      return new Scoring(heldOut, 7, Metrics.all(), every);
    }
  }

  private static Setting images() {
    return new Setting(
        new SupersamplingNet(1.0 / 32, 2),
        new SupersamplingBatches(SEEN, Augmentation.flipOnly()),
        HeldOut.of(UNSEEN));
  }

  private static Setting scans() {
    return new Setting(
        new PartialScanNet(1.0 / 32, 64, InitialWeights.NORMAL),
        new PartialScanBatches(new SyntheticScans(20, 64, 0)),
        HeldOut.of(new SyntheticScans(9, 64, 0, Split.VALIDATION)));
  }

  static Stream<Arguments> all() {
    return Stream.of(images(), scans())
        .flatMap(one -> Stream.of(KernelForm.values()).map(form -> Arguments.of(one, form)));
  }

  /** What a trial records and leaves, bit for bit. */
  private static final class Kept implements RecordSink {
    private final List<Double> losses = new ArrayList<>();
    private final List<Checkpoint> made = new ArrayList<>();
    private float[] parameters = {};
    private float[] buffers = {};
    private List<Score> scores = List.of();
    private int stopsAfter = Integer.MAX_VALUE;
    private int asked;

    @Override
    public void step(StepRecord record) {
      losses.add(record.loss());
    }

    @Override
    public boolean stopRequested() {
      return ++asked > stopsAfter;
    }

    @Override
    public void ended(Outcome outcome, Trained network) {
      parameters = network.parameters();
      buffers = network.buffers();
      scores = outcome.result().scores();
    }
  }

  private static List<Kept> run(List<Member> members, long checkpointEvery) {
    CheckpointPlan plan =
        CheckpointPlan.everySteps(
            checkpointEvery, (whose, made) -> ((Kept) whose.sink()).made.add(made));
    TrainingLoop.run(members, ComputeDevice.CPU, plan);
    return members.stream().map(member -> (Kept) member.sink()).toList();
  }

  private static Member member(Setting setting, KernelForm form, long seed) {
    return new Member(setting.settings(form, 1e-3 * (1 + seed)), seed, setting.data(), new Kept());
  }

  private static void sameTraining(Kept expected, Kept found) {
    assertEquals(expected.losses, found.losses);
    assertArrayEquals(expected.parameters, found.parameters);
    assertArrayEquals(expected.buffers, found.buffers);
  }

  @ParameterizedTest
  @MethodSource("all")
  void scoringChangesNoTrainingAndNeighboursNoScore(Setting setting, KernelForm form) {
    List<Member> plain = new ArrayList<>();
    List<Member> scored = new ArrayList<>();
    for (long seed = 0; seed < 3; seed++) {
      plain.add(member(setting, form, seed));
      Scoring own = setting.every(seed == 2 ? STEPS : 4 + seed);
      scored.add(member(setting, form, seed).scored(own));
    }
    List<Kept> unscored = run(plain, Long.MAX_VALUE);
    List<Kept> together = run(scored, Long.MAX_VALUE);
    for (int i = 0; i < 3; i++) {
      sameTraining(unscored.get(i), together.get(i));
      assertEquals(List.of(), unscored.get(i).scores);
    }
    assertEquals(List.of(4L, 8L, 12L, 14L), iterations(together.get(0)));
    assertEquals(List.of(5L, 10L, 14L), iterations(together.get(1)));
    assertEquals(List.of(14L), iterations(together.get(2)));
    Member lone = member(setting, form, 1).scored(setting.every(5));
    Kept alone = run(List.of(lone), Long.MAX_VALUE).get(0);
    sameTraining(unscored.get(1), alone);
    assertEquals(together.get(1).scores, alone.scores);
    assertNotEquals(value(alone.scores.get(0)), value(alone.scores.get(Metrics.all().size())));
  }

  private static List<Long> iterations(Kept kept) {
    return kept.scores.stream().map(Score::iteration).distinct().toList();
  }

  private static double value(Score score) {
    return Optional.ofNullable(score.value()).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("all")
  void aResumedTrialHasTheSameScores(Setting setting, KernelForm form) {
    Kept whole = run(List.of(member(setting, form, 1).scored(setting.every(4))), 1).get(0);
    assertEquals(STEPS - 1, whole.made.size());
    for (int at : new int[] {3, 8, 13}) {
      Checkpoint checkpoint = whole.made.get(at - 1);
      Member again = member(setting, form, 1).scored(setting.every(4)).from(checkpoint);
      Kept resumed = run(List.of(again), Long.MAX_VALUE).get(0);
      assertEquals(whole.scores, resumed.scores, "from " + checkpoint.iteration());
      assertArrayEquals(whole.parameters, resumed.parameters);
    }
  }

  @Test
  void aTrialThatStopsWhileItIsScoredIsScoredWhenItResumes() {
    Setting setting = images();
    Kept whole =
        run(List.of(member(setting, KernelForm.SINGLE, 1).scored(setting.every(4))), 100).get(0);
    Member impatient = member(setting, KernelForm.SINGLE, 1).scored(setting.every(4));
    ((Kept) impatient.sink()).stopsAfter = 1; // asked after four iterations, then before the scores
    assertThrows(TrialStoppedException.class, () -> run(List.of(impatient), 100));
    Checkpoint saved = ((Kept) impatient.sink()).made.get(0);
    assertEquals(4, saved.iteration());
    Member again = member(setting, KernelForm.SINGLE, 1).scored(setting.every(4)).from(saved);
    assertEquals(whole.scores, run(List.of(again), 100).get(0).scores);
  }

  @Test
  void aCheckpointOfATrialThatIsScoredOtherwiseIsRefused() {
    Setting setting = images();
    Member scored = member(setting, KernelForm.SINGLE, 1).scored(setting.every(4));
    Checkpoint made = run(List.of(scored), 5).get(0).made.get(0);
    Member other = member(setting, KernelForm.SINGLE, 1);
    assertTrue(made.refusal(scored, ComputeDevice.CPU).isEmpty());
    assertTrue(made.refusal(other, ComputeDevice.CPU).isPresent());
    assertTrue(made.refusal(other.scored(setting.every(5)), ComputeDevice.CPU).isPresent());
  }

  @Test
  void theScoreOfImagesIsOfTheImagesAndNotOfTheirStandardisedForm() {
    Setting setting = images();
    Kept kept =
        run(List.of(member(setting, KernelForm.SINGLE, 1).scored(setting.every(STEPS))), 100)
            .get(0);
    Batch batch = setting.heldOut().batch(0, 7);
    float[] predictions = forward(setting.model(), kept, batch, 32);
    double sum = 0;
    for (int i = 0; i < 7; i++) {
      float[] image = new float[2 * 1024];
      UNSEEN.copy(batch.examples()[i], image);
      double mean = mean(image, 0, 2048);
      double squares = 0;
      for (float v : image) {
        squares += (v - mean) * (v - mean);
      }
      double sd = Math.sqrt(squares / 2048);
      for (int channel = 0; channel < 2; channel++) {
        double errors = 0;
        for (int p = 0; p < 1024; p++) {
          int at = channel * 1024 + p;
          double error = predictions[i * 2048 + at] * sd + mean - image[at];
          errors += error * error;
        }
        sum += Math.sqrt(errors / 1024) / 2;
      }
    }
    assertEquals(sum / 7, value(kept.scores.get(0)), 1e-6);
    assertEquals("rmse", kept.scores.get(0).metric());
  }

  @Test
  void theScoreOfScansIsAgainstTheBlurredTruthWithFrozenMeans() {
    Setting setting = scans();
    Kept kept =
        run(List.of(member(setting, KernelForm.STACKED, 1).scored(setting.every(STEPS))), 100)
            .get(0);
    Batch batch = setting.heldOut().batch(0, 7);
    float[] predictions = forward(setting.model(), kept, batch, 64);
    double sum = 0;
    for (int i = 0; i < 7; i++) {
      double errors = 0;
      for (int at = i * 4096; at < (i + 1) * 4096; at++) {
        double error = predictions[at] - batch.targets().get(0)[at];
        errors += error * error;
      }
      sum += Math.sqrt(errors / 4096);
    }
    assertEquals(sum / 7, value(kept.scores.get(0)), 1e-5);
  }

  private static double mean(float[] values, int from, int until) {
    double sum = 0;
    for (int i = from; i < until; i++) {
      sum += values[i];
    }
    return sum / (until - from);
  }

  /** The first head's predictions of a trained network, layer by layer in the host's order. */
  private static float[] forward(Model model, Kept kept, Batch batch, int side) {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      long channels = model.inputChannels();
      var shape = new ai.djl.ndarray.types.Shape(batch.size(), channels, side, side);
      var buffers = model.buffers().parameters().isEmpty();
      return model
          .forward(
              new Pass(
                  model.layout().views(manager.create(kept.parameters)),
                  buffers ? List.of() : model.buffers().views(manager.create(kept.buffers)),
                  manager.create(batch.input(), shape),
                  1,
                  Pass.Phase.FROZEN))
          .get(0)
          .toFloatArray();
    }
  }

  @Test
  void aNetworkWhosePredictionsAreNotFiniteHasNoScore() {
    Setting setting = images();
    float[] broken = setting.model().initialParameters(0);
    broken[broken.length - 1] = Float.NaN;
    Scorer scorer = new Scorer(setting.every(1), setting.model(), ComputeDevice.CPU);
    List<Double> none = new ArrayList<>();
    Metrics.all().forEach(metric -> none.add(null));
    assertEquals(none, scorer.scores(broken, new float[0], () -> false).orElseThrow());
  }

  @Test
  void aTrialThatDivergesKeepsTheScoresBeforeAndGetsNoMore() {
    Setting setting = images();
    TrialSettings wild = setting.settings(KernelForm.SINGLE, 1e15);
    Member member = new Member(wild, 1, setting.data(), new Kept()).scored(setting.every(1));
    Outcome outcome =
        TrainingLoop.run(List.of(member), ComputeDevice.CPU, CheckpointPlan.NONE).get(0);
    assertInstanceOf(Outcome.Diverged.class, outcome);
    long done = outcome.result().iterationsDone();
    assertTrue(done > 0 && done < STEPS, done + " iterations");
    assertEquals(done * Metrics.all().size(), outcome.result().scores().size());
  }

  @Test
  void splitsOfMadeUpDataDiffer() {
    float[] one = new float[2 * 1024];
    float[] other = new float[2 * 1024];
    UNSEEN.copy(0, one);
    new SyntheticImages(9, 2, 0, Split.TEST).copy(0, other);
    assertNotEquals(mean(one, 0, 2048), mean(other, 0, 2048));
    SEEN.copy(0, other);
    assertNotEquals(mean(one, 0, 2048), mean(other, 0, 2048));
    assertNotEquals(SEEN.digest(), new SyntheticImages(30, 2, 0, Split.TEST).digest());
  }
}
