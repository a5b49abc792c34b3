package alrc.core.train;

import alrc.core.checkpoint.CheckpointReader;
import alrc.core.checkpoint.CheckpointWriter;
import alrc.core.checkpoint.UnusableCheckpointException;
import alrc.core.random.Randomness;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The whole state of one trial between two iterations, as a file: a trial that goes on from it, in
 * any cohort of any process on the same numeric platform, is bit-identical to one that was never
 * stopped.
 */
public final class Checkpoint {
  private final byte[] bytes;

  private Checkpoint(byte[] bytes) {
    this.bytes = bytes;
  }

  /** What a file holds; examined when it is used. */
  public static Checkpoint of(byte[] bytes) {
    return new Checkpoint(bytes.clone());
  }

  static Checkpoint of(MemberRun run, NumericPlatform platform) {
    CheckpointWriter out = new CheckpointWriter();
    out.text("trial", identity(run.member()));
    out.text("platform", platform.toString());
    run.save(out);
    return new Checkpoint(out.bytes());
  }

  /** The file. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * How many iterations of the trial were done.
   *
   * @throws UnusableCheckpointException if the file is damaged
   */
  public long iteration() {
    return CheckpointReader.of(bytes).whole("iteration");
  }

  /** The platform it was made on, as {@link NumericPlatform} prints itself. */
  public String platform() {
    return CheckpointReader.of(bytes).text("platform");
  }

  /** Why a trial cannot go on from it on a device; nothing if it can. */
  public Optional<String> refusal(Member member, ComputeDevice device) {
    try {
      check(CheckpointReader.of(bytes), member, NumericPlatform.of(device));
      return Optional.empty();
    } catch (UnusableCheckpointException unusable) {
      return Optional.of(String.valueOf(unusable.getMessage()));
    }
  }

  void restore(MemberRun run, NumericPlatform platform) {
    CheckpointReader in = CheckpointReader.of(bytes);
    check(in, run.member(), platform);
    run.restore(in);
  }

  private static void check(CheckpointReader in, Member member, NumericPlatform here) {
    if (!in.text("trial").equals(identity(member))) {
      throw new UnusableCheckpointException("is of a trial with other settings, seed or data");
    }
    String there = in.text("platform");
    if (!there.equals(here.toString())) {
      throw new UnusableCheckpointException("was made on " + there + ", but this is " + here);
    }
  }

  /** A digest of all that decides a trial. Settings are records: they print what they hold. */
  private static String identity(Member member) {
    String all = member.settings() + "\n" + member.seed() + "\n" + member.source().digest();
    StartingParameters start = member.start();
    if (start != null) {
      all += "\n" + start.digest();
    }
    byte[] digest = Randomness.sha256().digest(all.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest);
  }
}
