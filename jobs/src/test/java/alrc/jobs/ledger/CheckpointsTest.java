package alrc.jobs.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.data.Augmentation;
import alrc.core.data.BatchSource;
import alrc.core.data.SupersamplingBatches;
import alrc.core.data.SyntheticImages;
import alrc.core.record.Outcome;
import alrc.core.record.RecordSink;
import alrc.core.study.Study;
import alrc.core.train.Checkpoint;
import alrc.core.train.CheckpointPlan;
import alrc.core.train.ComputeDevice;
import alrc.core.train.Member;
import alrc.core.train.NumericPlatform;
import alrc.core.train.TrainingLoop;
import alrc.core.train.TrialSettings;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoint files that are not what they should be: the trial begins anew, and says so. */
class CheckpointsTest {
  private static final String TRIAL = "0123456789abcdef";
  private static final BatchSource IMAGES =
      new SupersamplingBatches(new SyntheticImages(20, 1, 0), Augmentation.flipOnly());
  private static final TrialSettings SETTINGS =
      Study.parse(
              "study: s\ndata: synthetic\nmodel: {kind: supersampling, width: 0.03125}\n"
                  + "iterations: 12\nsummary: {last: 5}\ncurve: {boxcar: 4}\n",
              "s")
          .cells()
          .get(0)
          .settings();

  @TempDir Path folder;
  private Checkpoints checkpoints;
  private Path file;
  private byte[] sound;

  @BeforeEach
  void save() throws IOException {
    Storage storage = StorageSettings.fromSpark(Map.of()).open();
    checkpoints = new Checkpoints(new SweepFolder(storage, folder.toString()));
    checkpoints.save(TRIAL, made(member(3)));
    file = folder.resolve("checkpoints/" + TRIAL + ".checkpoint");
    sound = Files.readAllBytes(file);
  }

  private static Member member(long seed) {
    return new Member(SETTINGS, seed, IMAGES, RecordSink.NONE);
  }

  private static Checkpoint made(Member member) {
    List<Checkpoint> made = new ArrayList<>();
    run(member, CheckpointPlan.everySteps(8, (whose, checkpoint) -> made.add(checkpoint)));
    return made.get(0);
  }

  private static Outcome run(Member member, CheckpointPlan plan) {
    return TrainingLoop.run(List.of(member), ComputeDevice.CPU, plan).get(0);
  }

  private Member resumed(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    PrintStream terminal = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      Member member = checkpoints.resumed(TRIAL, member(3), ComputeDevice.CPU);
      String line = said.toString(StandardCharsets.UTF_8);
      String expected =
          member.from() == null
              ? " starts from the beginning: its checkpoint is not used ("
              : " resumes from iteration 8";
      assertTrue(line.startsWith("trial " + TRIAL + expected), line);
      return member;
    } finally {
      System.setErr(terminal);
    }
  }

  @Test
  void aSoundOneIsGoneOnFrom() throws IOException {
    Member going = resumed(sound);
    Checkpoint from = going.from();
    assertNotNull(from);
    assertEquals(8, from.iteration());
    assertEquals(run(member(3), CheckpointPlan.NONE), run(going, CheckpointPlan.NONE));
  }

  @Test
  void damagedEmptyAndForeignFilesAreNotUsed() throws IOException {
    for (int at = 0; at < sound.length; at += 1 + sound.length / 41) {
      byte[] flipped = sound.clone();
      flipped[at] ^= 0x10;
      assertNull(resumed(flipped).from(), "a bit flipped at " + at);
      assertNull(resumed(Arrays.copyOf(sound, at)).from(), "cut at " + at);
    }
    assertNull(resumed(Arrays.copyOf(sound, sound.length - 1)).from());
    assertNull(resumed(Arrays.copyOf(sound, sound.length + 1)).from());
    assertNull(resumed("PAR1 and so on".getBytes(StandardCharsets.UTF_8)).from());
  }

  @Test
  void thatOfAnotherTrialUnderThisNameIsNotUsed() throws IOException {
    checkpoints.save(TRIAL, made(member(4)));
    assertNull(resumed(Files.readAllBytes(file)).from());
  }

  @Test
  void thatOfAnotherPlatformOrVersionIsNotUsedAndTheTrialComesToTheSame() throws IOException {
    NumericPlatform here = NumericPlatform.of(ComputeDevice.CPU);
    String threads = "threads=" + here.threads();
    Member moved = resumed(rewritten(threads, "threads=" + (9 - here.threads())));
    assertNull(moved.from());
    assertEquals(run(member(3), CheckpointPlan.NONE), run(moved, CheckpointPlan.NONE));
    String version = "\"code_version\":\"" + CodeVersion.current();
    String other = version.substring(0, version.length() - 1) + "~";
    assertNull(resumed(rewritten(version, other)).from());
  }

  /** The sound file with another text of the same length, and a checksum that holds. */
  private byte[] rewritten(String text, String other) {
    String all = new String(sound, StandardCharsets.ISO_8859_1);
    byte[] changed = all.replace(text, other).getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(sound.length, changed.length);
    int end = changed.length - Long.BYTES;
    CRC32C sum = new CRC32C();
    sum.update(changed, 0, end);
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putLong(end, sum.getValue());
    return changed;
  }
}
