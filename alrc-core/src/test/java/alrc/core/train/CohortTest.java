package alrc.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.loss.QuarticError;
import alrc.core.loss.SquaredError;
import alrc.core.lossrule.Alrc;
import alrc.core.lossrule.AlrcStart;
import alrc.core.lossrule.LossRule;
import alrc.core.lossrule.NoRule;
import alrc.core.model.SupersamplingNet;
import alrc.core.optimizer.Optimizers;
import alrc.core.record.Outcome;
import alrc.core.record.RecordSink;
import alrc.core.record.StepRecord;
import alrc.core.record.Trained;
import alrc.core.schedule.Course;
import alrc.settings.SettingMistake;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CohortTest {
  /** Members that differ in rule, threshold, rate, optimizer and seed; their rules act at once. */
  private static List<TrialSettings> differing(int batch, double width, int steps) {
    List<TrialSettings> all = new ArrayList<>();
    LossRule[] rules = {new NoRule(), acting(0), acting(3), acting(0.5)};
    for (int i = 0; i < 6; i++) {
      double rate = 1e-3 * (i + 1);
      Course course = Course.constant(rate);
      all.add(
          new TrialSettings(
              new SupersamplingNet(width, 1),
              new QuarticError(1),
              rules[i % rules.length],
              i == 3 ? Optimizers.sgd(rate) : Optimizers.adam(rate, 0.9, 0.99 + 0.001 * i, 1e-8),
              course,
              batch,
              steps,
              20,
              20,
              KernelForm.STACKED));
    }
    return all;
  }

  /** Clips from the first step on, as moments that are given need not be measured. */
  private static Alrc acting(double deviations) {
    return new Alrc(deviations, 0.9, Alrc.Moments.RAW, 1e-8, new AlrcStart.Given(0.1, 0.02));
  }

  static List<List<Double>> losses(List<TrialSettings> settings, List<Long> seeds) {
    List<List<Double>> losses = new ArrayList<>();
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < settings.size(); i++) {
      List<Double> own = new ArrayList<>();
      losses.add(own);
      members.add(
          new Member(
              settings.get(i), seeds.get(i), Trials.synthetic(), record -> own.add(record.loss())));
    }
    TrainingLoop.run(members, ComputeDevice.CPU, CheckpointPlan.NONE);
    return losses;
  }

  private static List<Long> seeds(int count) {
    List<Long> seeds = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      seeds.add(40 + i);
    }
    return seeds;
  }

  @ParameterizedTest
  @CsvSource({"1, 0.03125, 70", "2, 0.03125, 30", "3, 0.125, 12"}) // 64 losses are read at once
  void neighboursSlotAndSizeNeverChangeALoss(int batch, double width, int steps) {
    List<TrialSettings> settings = differing(batch, width, steps);
    List<List<Double>> alone = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      alone.addAll(losses(settings.subList(i, i + 1), seeds(6).subList(i, i + 1)));
      assertEquals(steps, alone.get(i).size());
    }
    assertEquals(6, alone.stream().distinct().count(), "six different trials");
    for (int k = 2; k <= 6; k++) {
      assertEquals(alone.subList(0, k), losses(settings.subList(0, k), seeds(k)), k + " members");
    }
    Collections.reverse(settings);
    List<Long> seeds = seeds(6);
    Collections.reverse(seeds);
    Collections.reverse(alone);
    assertEquals(alone, losses(settings, seeds), "in other slots");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void theFormsAgreeOverTheFirstFiftyLosses(int batch) {
    TrialSettings single = Trials.of(new QuarticError(1), Alrc.paper(3), 1e-3, batch, 50);
    List<Double> ordinary = Trials.losses(single, 1);
    List<Double> grouped = Trials.losses(Trials.in(KernelForm.STACKED, single), 1);
    for (int i = 0; i < 50; i++) {
      assertEquals(ordinary.get(i), grouped.get(i), 2e-4 * ordinary.get(i), "iteration " + i);
    }
  }

  @Test
  void overSeedsTheFormsEndAlike() {
    List<Double> single = new ArrayList<>();
    List<Member> members = new ArrayList<>();
    TrialSettings ordinary = Trials.of(new SquaredError(1), new NoRule(), 3e-3, 2, 200);
    for (long seed = 0; seed < 6; seed++) {
      Outcome outcome =
          TrainingLoop.run(ordinary, seed, Trials.synthetic(), RecordSink.NONE, ComputeDevice.CPU);
      single.add(finalMean(outcome));
      TrialSettings grouped = Trials.in(KernelForm.STACKED, ordinary);
      members.add(new Member(grouped, seed + 100, Trials.synthetic(), RecordSink.NONE));
    }
    List<Double> stacked =
        TrainingLoop.run(members, ComputeDevice.CPU, CheckpointPlan.NONE).stream()
            .map(CohortTest::finalMean)
            .toList();
    double apart = mean(single) - mean(stacked);
    double error = Math.sqrt((variance(single) + variance(stacked)) / 6);
    // Student's t of other seeds, ten degrees of freedom: beyond 4.6 once in a thousand.
    assertTrue(Math.abs(apart) < 4.6 * error, single + " and " + stacked);
  }

  private static Double finalMean(Outcome outcome) {
    Double mean = outcome.result().finalMean();
    if (mean == null) {
      throw new AssertionError("diverged");
    }
    return mean;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(v -> v).average().orElseThrow();
  }

  private static double variance(List<Double> values) {
    double mean = mean(values);
    return values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum() / (values.size() - 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aDivergingMemberTouchesNoOther(int batch) {
    TrialSettings calm =
        Trials.in(KernelForm.STACKED, Trials.of(new QuarticError(1), acting(1), 1e-3, batch, 100));
    TrialSettings wild =
        Trials.in(KernelForm.STACKED, Trials.of(new QuarticError(1), new NoRule(), 20, batch, 100));
    Outcome.Diverged alone = diverged(List.of(wild), 0);
    List<List<Double>> undisturbed = losses(List.of(calm, calm), List.of(1L, 2L));
    List<List<Double>> beside = losses(List.of(calm, wild, wild, calm), List.of(1L, 0L, 5L, 2L));
    assertEquals(undisturbed.get(0), beside.get(0));
    assertEquals(undisturbed.get(1), beside.get(3));
    assertEquals(100, beside.get(3).size());
    Outcome.Diverged among = diverged(List.of(calm, wild, calm), 1);
    assertEquals(alone.step(), among.step());
    assertEquals(alone.result(), among.result());
    assertNotEquals(0, alone.step() % DeviceLog.STEPS, "was recorded between two readings");
  }

  private static Outcome.Diverged diverged(List<TrialSettings> settings, int which) {
    List<Outcome> ends = new ArrayList<>();
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < settings.size(); i++) {
      RecordSink sink = i == which ? new EndOnly(ends) : RecordSink.NONE;
      members.add(new Member(settings.get(i), 0, Trials.synthetic(), sink));
    }
    List<Outcome> outcomes = TrainingLoop.run(members, ComputeDevice.CPU, CheckpointPlan.NONE);
    assertEquals(List.of(outcomes.get(which)), ends, "the sink was told once");
    return assertInstanceOf(Outcome.Diverged.class, outcomes.get(which));
  }

  private record EndOnly(List<Outcome> ends) implements RecordSink {
    @Override
    public void step(StepRecord record) {
      // only the end counts
    }

    @Override
    public void ended(Outcome outcome, Trained trained) {
      ends.add(outcome);
    }
  }

  @Test
  void membersOfOtherShapeAreRefused() {
    TrialSettings two = Trials.in(KernelForm.STACKED, Trials.plain(10));
    TrialSettings three = Trials.in(KernelForm.STACKED, Trials.plain(11));
    List<Member> members =
        List.of(
            new Member(two, 0, Trials.synthetic(), RecordSink.NONE),
            new Member(three, 0, Trials.synthetic(), RecordSink.NONE));
    assertThrows(
        SettingMistake.class,
        () -> TrainingLoop.run(members, ComputeDevice.CPU, CheckpointPlan.NONE));
  }
}
