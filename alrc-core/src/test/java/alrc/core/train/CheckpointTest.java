package alrc.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.gradient.GradientRule;
import alrc.core.lossrule.LossRule;
import alrc.core.optimizer.Optimizer;
import alrc.core.record.Outcome;
import alrc.core.record.RecordSink;
import alrc.core.record.StepRecord;
import alrc.core.study.Samples;
import alrc.core.study.Study;
import alrc.settings.Kinds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheckpointTest {
  private static final int STEPS = 130;

  /** Enough for what acts from the first step on. */
  private static final int FEW = 60;

  /** Of a study with other words; at a threshold that clips. */
  static TrialSettings settings(String more) {
    return settings(STEPS, more);
  }

  private static TrialSettings settings(int steps, String more) {
    String yaml =
        "study: s\n"
            + "data: {kind: synthetic, images: 50}\n"
            + "model: {kind: supersampling, width: 0.03125}\n"
            + "batch: 2\n"
            + "iterations: "
            + steps
            + "\nsummary: {last: 25}\ncurve: {boxcar: 20}\nseeds: 1\n"
            + more;
    return Study.parse(yaml, "s").cells().get(0).settings();
  }

  static final String CLIPPING = "loss: quartic\nrule: {kind: alrc, deviations: 0}\n";

  /** The same from the first step on, as moments that are given need not be measured. */
  private static final String CLIPPING_AT_ONCE =
      "loss: quartic\nrule: {kind: alrc, deviations: 0, decay: 0.9, start: {mean: 0.1, square:"
          + " 0.02}}\n";

  static TrialSettings clipping(KernelForm form) {
    return settings(CLIPPING + "kernel: " + form.word() + "\n");
  }

  record Run(List<Checkpoint> checkpoints, List<Double> losses, Outcome outcome) {}

  static Run run(TrialSettings settings, List<Long> stops, Checkpoint from) {
    List<Checkpoint> made = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    Member member =
        new Member(
            settings, 3, Trials.synthetic(), record -> losses.add(record.loss()), null, from, null);
    if (stops.isEmpty()) {
      Outcome outcome =
          TrainingLoop.run(List.of(member), ComputeDevice.CPU, CheckpointPlan.NONE).get(0);
      return new Run(made, losses, outcome);
    }
    CheckpointPlan plan =
        CheckpointPlan.everySteps(
            stops.stream().reduce(0L, CheckpointTest::greatestCommonDivisor),
            (whose, checkpoint) -> {
              if (stops.contains(checkpoint.iteration())) {
                made.add(checkpoint);
              }
            });
    Outcome outcome = TrainingLoop.run(List.of(member), ComputeDevice.CPU, plan).get(0);
    return new Run(made, losses, outcome);
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  private static void resumesExactly(TrialSettings settings, List<Long> stops) {
    Run undisturbed = run(settings, List.of(), null);
    Run watched = run(settings, stops, null);
    assertEquals(undisturbed.outcome(), watched.outcome(), "checkpoints change nothing");
    assertEquals(stops.size(), watched.checkpoints().size());
    for (Checkpoint checkpoint : watched.checkpoints()) {
      Run resumed = run(settings, List.of(), Checkpoint.of(checkpoint.bytes()));
      int at = (int) checkpoint.iteration();
      assertEquals(
          undisturbed.losses().subList(at, undisturbed.losses().size()),
          resumed.losses(),
          "from " + at);
      assertEquals(undisturbed.outcome(), resumed.outcome(), "from " + at);
    }
  }

  @ParameterizedTest
  @EnumSource(KernelForm.class)
  void stoppedAnywhereAndResumedIsNeverStopped(KernelForm form) {
    TrialSettings settings = clipping(form);
    resumesExactly(settings, List.of(1L, 63L, 64L, 99L, 100L, 101L, 129L));
    assertTrue(run(settings, List.of(), null).outcome().result().spikes() > 0, "it clips");
  }

  @TestFactory
  Stream<DynamicTest> everyLossRuleResumes() {
    return Samples.kinds(LossRule.class).stream()
        .map(
            kind ->
                DynamicTest.dynamicTest(
                    kind.name(),
                    () ->
                        resumesExactly(
                            settings(
                                measures(kind) ? STEPS : FEW,
                                "rule: {" + Samples.section(kind) + "}\n" + needed(kind)),
                            measures(kind) ? stops() : List.of(20L))));
  }

  private static String needed(Kinds.Kind kind) {
    return kind.name().equals("adaptive-loss-scale") ? "precision: float16\n" : "";
  }

  /** Whether the first 100 losses are measured before the rule acts. */
  private static boolean measures(Kinds.Kind kind) {
    return List.of("alrc", "skip", "rewind", "chain").contains(kind.name());
  }

  @TestFactory
  Stream<DynamicTest> everyOptimizerResumes() {
    return Samples.kinds(Optimizer.class).stream().map(CheckpointTest::optimizer);
  }

  @TestFactory
  Stream<DynamicTest> everyGradientRuleResumes() {
    return Samples.kinds(GradientRule.class).stream()
        .map(
            kind ->
                DynamicTest.dynamicTest(
                    kind.name(),
                    () ->
                        resumesExactly(
                            settings(FEW, CLIPPING_AT_ONCE + "gradient: [{" + brief(kind) + "}]\n"),
                            List.of(20L, 40L))));
  }

  private static final Map<String, String> BRIEF =
      Map.of(
          "adagc", ", warmup: 30",
          "spam", ", threshold: 2, grace: 3, reset: 30, warmup: 20",
          "stable-spam", ", reset: 30",
          "percentile", ", percentile: 50, window: 30");

  /** Whose first phase ends between the two stops, as that of zclip does. */
  private static String brief(Kinds.Kind kind) {
    return Samples.section(kind) + BRIEF.getOrDefault(kind.name(), "");
  }

  /** A checkpoint has the snapshot too: later spikes go back to it. */
  @Test
  void aTrialThatRewindsResumes() {
    String rewinding =
        "loss: quartic\nrule: {kind: rewind, deviations: 0.5, decay: 0.9, every: 4, start: {mean:"
            + " 0.1, square: 0.02}}\n";
    resumesExactly(settings(FEW, rewinding), List.of(6L, 21L, 39L));
    assertTrue(run(settings(FEW, rewinding), List.of(), null).outcome().result().spikes() > 3);
  }

  @Test
  void aMovingBeta1Resumes() {
    String moving = "beta1: {kind: cosine, low: 0.5, over: 120}\n";
    String warm = "schedule: {kind: exponential, factor: 0.5, every: 40, warmup: 50}\n";
    resumesExactly(settings(CLIPPING + moving + warm), stops());
  }

  private static DynamicTest optimizer(Kinds.Kind kind) {
    return DynamicTest.dynamicTest(
        kind.name(),
        () ->
            resumesExactly(
                settings(FEW, CLIPPING_AT_ONCE + "optimizer: {" + calm(kind) + "}\n"),
                List.of(20L)));
  }

  /** At a rate at which no optimizer diverges. */
  private static String calm(Kinds.Kind kind) {
    return Samples.section(kind).replace(", rate: 2", "") + ", rate: 0.0001";
  }

  private static List<Long> stops() {
    return List.of(37L, 111L);
  }

  @Test
  void anotherProcessGoesOnBitForBit(@TempDir Path folder) throws Exception {
    Run here = run(clipping(KernelForm.STACKED), List.of(77L), null);
    Path file = Files.write(folder.resolve("c"), here.checkpoints().get(0).bytes());
    List<String> lines = OtherProcess.run(ResumeProbe.class, List.of(), file.toString());
    List<String> expected = new ArrayList<>();
    for (int i = 77; i < STEPS; i++) {
      expected.add(ResumeProbe.line(new StepRecord(i + 1L, here.losses().get(i), 0, 0)));
    }
    expected.add(here.outcome().toString());
    assertEquals(
        expected,
        lines.stream().filter(l -> l.startsWith("loss ") || l.startsWith("Completed")).toList());
  }

  @Test
  void aResumedTrialMayHaveOtherNeighbours() {
    TrialSettings settings = clipping(KernelForm.STACKED);
    Run undisturbed = run(settings, List.of(50L, 90L), null);
    List<Double> late = new ArrayList<>();
    List<Double> early = new ArrayList<>();
    List<Double> fresh = new ArrayList<>();
    List<Member> members =
        List.of(
            new Member(settings, 3, Trials.synthetic(), r -> late.add(r.loss()))
                .from(undisturbed.checkpoints().get(1)),
            new Member(settings, 8, Trials.synthetic(), r -> fresh.add(r.loss())),
            new Member(settings, 3, Trials.synthetic(), r -> early.add(r.loss()))
                .from(undisturbed.checkpoints().get(0)));
    List<Outcome> outcomes = TrainingLoop.run(members, ComputeDevice.CPU, CheckpointPlan.NONE);
    assertEquals(undisturbed.losses().subList(90, STEPS), late);
    assertEquals(undisturbed.losses().subList(50, STEPS), early);
    assertEquals(undisturbed.outcome(), outcomes.get(0));
    assertEquals(undisturbed.outcome(), outcomes.get(2));
    assertEquals(STEPS, fresh.size());
  }

  @Test
  void aTrialThatIsAskedToStopLeavesACheckpoint() {
    TrialSettings settings = settings(CLIPPING);
    List<Checkpoint> made = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    RecordSink impatient =
        new RecordSink() {
          @Override
          public void step(StepRecord record) {
            losses.add(record.loss());
          }

          @Override
          public boolean stopRequested() {
            return losses.size() >= 100;
          }
        };
    CheckpointPlan plan =
        CheckpointPlan.everySteps(1000, (whose, checkpoint) -> made.add(checkpoint));
    Member member = new Member(settings, 3, Trials.synthetic(), impatient);
    assertThrows(
        TrialStoppedException.class,
        () -> TrainingLoop.run(List.of(member), ComputeDevice.CPU, plan));
    assertEquals(1, made.size());
    losses.addAll(run(settings, List.of(), made.get(0)).losses());
    assertEquals(run(settings, List.of(), null).losses(), losses);
  }

  @Test
  void settingsPrintAllThatTheyHold() {
    for (Kinds.Kind kind : Samples.kinds(Optimizer.class)) {
      String printed = settings("optimizer: {" + calm(kind) + "}\n").toString();
      assertFalse(printed.contains("@"), kind.name() + " prints an address: " + printed);
    }
  }
}
