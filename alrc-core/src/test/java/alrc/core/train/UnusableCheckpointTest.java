package alrc.core.train;

import static alrc.core.train.CheckpointTest.CLIPPING;
import static alrc.core.train.CheckpointTest.run;
import static alrc.core.train.CheckpointTest.settings;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.record.RecordSink;
import alrc.core.state.UnusableStateException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
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
    String reason = "the checkpoint belongs to a trial with other settings, seed or data";
    assertEquals(reason, made.refusal(otherSeed, ComputeDevice.CPU).orElseThrow());
    assertEquals(reason, made.refusal(otherRule, ComputeDevice.CPU).orElseThrow());
    assertEquals(NumericPlatform.of(ComputeDevice.CPU).toString(), made.platform());
    List<Member> wrong = List.of(otherSeed.from(made));
    assertThrows(
        UnusableStateException.class,
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

  @Test
  void aCheckpointOfAnotherPlatformIsRefusedForIt() {
    byte[] whole = run(settings(CLIPPING), List.of(20L), null).checkpoints().get(0).bytes();
    Member member = new Member(settings(CLIPPING), 3, Trials.synthetic(), RecordSink.NONE);
    NumericPlatform here = NumericPlatform.of(ComputeDevice.CPU);
    String there = here.toString().replace(here.cpuIsa(), here.cpuIsa().replace('a', 'b'));
    Checkpoint moved = Checkpoint.of(rewritten(whole, here.toString(), there));
    assertEquals(there, moved.platform(), "the file itself is sound");
    assertEquals(
        "the checkpoint was made on " + there + ", but this platform is " + here,
        moved.refusal(member, ComputeDevice.CPU).orElseThrow());
    List<Member> resumed = List.of(member.from(moved));
    assertThrows(
        UnusableStateException.class,
        () -> TrainingLoop.run(resumed, ComputeDevice.CPU, CheckpointPlan.NONE));
  }

  /** The file with one of its texts replaced by another of the same length, and a new checksum. */
  private static byte[] rewritten(byte[] file, String text, String other) {
    String all = new String(file, StandardCharsets.ISO_8859_1);
    byte[] changed = all.replace(text, other).getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(file.length, changed.length);
    int end = changed.length - Long.BYTES;
    CRC32C sum = new CRC32C();
    sum.update(changed, 0, end);
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putLong(end, sum.getValue());
    return changed;
  }

  @Test
  void whatIsNoCheckpointAtAllIsRefused() {
    Member member = new Member(settings(CLIPPING), 3, Trials.synthetic(), RecordSink.NONE);
    for (int length : List.of(0, 1, 23, 24, 4096)) {
      for (byte[] file : List.of(new byte[length], "PAR1".repeat(length).getBytes(UTF_8))) {
        assertTrue(Checkpoint.of(file).refusal(member, ComputeDevice.CPU).isPresent());
      }
    }
  }
}
