package alrc.core.train;

import static alrc.core.train.CheckpointTest.CLIPPING;
import static alrc.core.train.CheckpointTest.run;
import static alrc.core.train.CheckpointTest.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.checkpoint.UnusableCheckpointException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnusableCheckpointTest {
  @Test
  void anotherTrialsCheckpointIsRefused() {
    TrialSettings settings = settings(CLIPPING);
    Checkpoint made = run(settings, List.of(20L), null).checkpoints().get(0);
    Member same = new Member(settings, 3, Trials.synthetic(), RecordSink.NONE);
    Member otherSeed = new Member(settings, 4, Trials.synthetic(), RecordSink.NONE);
    Member otherRule =
        new Member(settings("loss: quartic\n"), 3, Trials.synthetic(), RecordSink.NONE);
    assertTrue(made.refusal(same, ComputeDevice.CPU).isEmpty());
    String reason = "checkpoint: is of a trial with other settings, seed or data";
    assertEquals(reason, made.refusal(otherSeed, ComputeDevice.CPU).orElseThrow());
    assertEquals(reason, made.refusal(otherRule, ComputeDevice.CPU).orElseThrow());
    assertEquals(NumericPlatform.of(ComputeDevice.CPU).toString(), made.platform());
    List<Member> wrong = List.of(otherSeed.from(made));
    assertThrows(
        UnusableCheckpointException.class,
        () -> TrainingLoop.run(wrong, ComputeDevice.CPU, CheckpointPlan.NONE));
  }

  @Test
  void aDamagedFileIsRefusedWhereverItIsDamaged() {
    byte[] whole = run(settings(CLIPPING), List.of(20L), null).checkpoints().get(0).bytes();
    Member member = new Member(settings(CLIPPING), 3, Trials.synthetic(), RecordSink.NONE);
    for (int at = 0; at < whole.length; at += 1 + whole.length / 97) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x40;
      assertTrue(Checkpoint.of(damaged).refusal(member, ComputeDevice.CPU).isPresent(), "at " + at);
      byte[] cut = Arrays.copyOf(whole, at);
      assertTrue(Checkpoint.of(cut).refusal(member, ComputeDevice.CPU).isPresent(), "cut " + at);
    }
  }
}
