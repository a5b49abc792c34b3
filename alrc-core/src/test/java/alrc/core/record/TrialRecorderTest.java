package alrc.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import alrc.core.data.Augmentation;
import alrc.core.data.BatchSource;
import alrc.core.data.SupersamplingBatches;
import alrc.core.data.SyntheticImages;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialRecorderTest {
  private static final BatchSource SOURCE =
      new SupersamplingBatches(new SyntheticImages(50, 1, 0), Augmentation.flipOnly());

  private static RecordSettings settings(long iterations, int last, int boxcar) {
    return new RecordSettings(2, iterations, last, boxcar);
  }

  private static StepReading reading(double limit, float... losses) {
    return new StepReading(losses, new int[] {4, 5}, 0, limit, null, 0.1, losses[0], null);
  }

  private static Outcome outcome(RecordSettings settings, StepReading... readings) {
    TrialRecorder recorder = new TrialRecorder(settings, SOURCE, RecordSink.NONE);
    recorder.take(List.of(readings));
    return recorder.outcome();
  }

  private static final double NONE = Double.POSITIVE_INFINITY;

  @Test
  void finalErrorIsThatOfTheLastIterations() {
    TrialResult result =
        outcome(
                settings(4, 2, 2),
                reading(NONE, 9, 9),
                reading(NONE, 5, 7),
                reading(NONE, 1, 3),
                reading(NONE, 4, 4))
            .result();
    assertEquals(3, result.finalMean());
    assertEquals(Math.sqrt(2), result.finalSd());
    assertEquals(List.of(7.5, 3.0), result.curve().stream().map(CurvePoint::loss).toList());
    assertEquals(9, result.curve().get(0).lossMax());
    assertEquals(3.0, result.best());
    assertEquals(3.0, result.last());
    assertEquals((1 + 4) / 2.0, result.commonMse());
    assertEquals(
        List.of((9 + 5) / 2.0, (1 + 4) / 2.0),
        result.curve().stream().map(CurvePoint::commonMse).toList());
  }

  @Test
  void aShortTrialUsesWhatItHas() {
    TrialResult result = outcome(settings(1, 5000, 500), reading(NONE, 1, 3)).result();
    assertEquals(2.0, result.finalMean());
    assertNull(result.finalSd());
    assertEquals(List.of(new CurvePoint(1, 2, 2, 0, 0.1, 1)), result.curve());
  }

  @Test
  void clippedLossesAreCountedAndTheWorstListedFirst() {
    TrialResult result =
        outcome(settings(3, 3, 3), reading(NONE, 50, 50), reading(2, 4, 1), reading(1, 9, 3))
            .result();
    assertEquals(0.5, result.clipFraction());
    assertEquals(2, result.spikes());
    assertEquals(
        List.of(
            new Spike(3, "synthetic#4", 9, 1),
            new Spike(3, "synthetic#5", 3, 1),
            new Spike(2, "synthetic#4", 4, 2)),
        result.worstSpikes());
    assertEquals(0.5, result.curve().get(0).clipped());
  }

  @Test
  void spikesAreBoundedToTheWorstHundred() {
    List<StepReading> readings = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      readings.add(reading(1, 2 + i, 0));
    }
    TrialResult result =
        outcome(settings(300, 1, 1000), readings.toArray(new StepReading[0])).result();
    assertEquals(100, result.worstSpikes().size());
    assertEquals(300, result.worstSpikes().get(0).iteration());
    assertEquals(201, result.worstSpikes().get(99).iteration());
    assertEquals(300, result.spikes());
  }

  @Test
  void nothingAfterADivergenceIsRecorded() {
    Outcome outcome =
        outcome(
            settings(4, 2, 1),
            reading(NONE, 1, 1),
            reading(NONE, 2, Float.NaN),
            reading(NONE, 3, 3));
    Outcome.Diverged diverged = assertInstanceOf(Outcome.Diverged.class, outcome);
    assertEquals(2, diverged.step());
    assertNull(diverged.result().commonMse());
    assertEquals(1, diverged.result().curve().size());
    assertEquals(1, diverged.result().iterationsDone());
    assertEquals(1.0, diverged.result().last());
  }

  @Test
  void aDivergenceWithinTheFirstBoxcarStillLeavesAPoint() {
    Outcome outcome =
        outcome(settings(900, 2, 500), reading(NONE, 1, 3), reading(NONE, Float.NaN, 1));
    assertEquals(List.of(new CurvePoint(1, 2, 2, 0, 0.1, 1)), outcome.result().curve());
    assertEquals(2L, outcome.result().divergedAt());
  }
}
