package alrc.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.lossrule.Alrc;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingLoopTest {
  @Test
  void theSameTrialTwiceIsBitIdentical() {
    assertEquals(Trials.losses(Trials.plain(150), 3), Trials.losses(Trials.plain(150), 3));
  }

  @Test
  void differentSeedsDiffer() {
    assertNotEquals(Trials.losses(Trials.plain(5), 3), Trials.losses(Trials.plain(5), 4));
  }

  @Test
  void infiniteDeviationsAreBitIdenticalToNoRule() {
    Alrc off = Alrc.paper(Double.POSITIVE_INFINITY);
    assertEquals(Trials.losses(Trials.plain(150), 3), Trials.losses(Trials.of(off, 150), 3));
  }

  @Test
  void lossFalls() {
    List<Double> losses = Trials.losses(Trials.plain(600), 1);
    double early = losses.subList(0, 50).stream().mapToDouble(x -> x).average().orElseThrow();
    double late = losses.subList(550, 600).stream().mapToDouble(x -> x).average().orElseThrow();
    assertTrue(late < early / 2, "from " + early + " to " + late);
  }

  @Test
  void completedTrialAccountsForItsIterations() {
    Outcome outcome =
        TrainingLoop.run(
            Trials.plain(130), 0, Trials.synthetic(), RecordSink.NONE, ComputeDevice.CPU);
    TrialResult result = assertInstanceOf(Outcome.Completed.class, outcome).result();
    assertEquals(130, result.iterationsDone());
    assertEquals(List.of(50L, 100L), result.curve().stream().map(CurvePoint::iteration).toList());
  }
}
