package alrc.core.train;

import alrc.core.record.CurvePoint;
import alrc.core.record.TrialRecorder;
import alrc.core.state.StateReader;
import alrc.core.state.StateWriter;
import alrc.core.state.UnusableStateException;
import alrc.settings.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The whole state of one trial between two iterations, as a safetensors file with a checksum. A
 * trial that resumes from it, in any cohort of any process on the same numeric platform, is
 * bit-identical to one that never stopped.
 */
public final class Checkpoint {
  private final byte[] bytes;

  private Checkpoint(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The checkpoint in a file, which is first examined when it is used. */
  public static Checkpoint of(byte[] bytes) {
    return new Checkpoint(bytes.clone());
  }

  static Checkpoint of(MemberRun run, NumericPlatform platform) {
    StateWriter out = new StateWriter();
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
   * The same checkpoint with a text about it.
   *
   * @param name not a name of the state itself
   * @throws UnusableStateException if the file is damaged
   */
  public Checkpoint with(String name, String text) {
    StateWriter copy = StateWriter.from(bytes);
    copy.text(name, text);
    return new Checkpoint(copy.bytes());
  }

  /**
   * A text that was added by {@link #with}.
   *
   * @throws UnusableStateException if the file is damaged or has no such text
   */
  public String text(String name) {
    return StateReader.of(bytes).text(name);
  }

  /**
   * How many iterations of the trial were done.
   *
   * @throws UnusableStateException if the file is damaged
   */
  public long iteration() {
    return StateReader.of(bytes).whole("iteration");
  }

  /**
   * The learning curve of the trial so far.
   *
   * @throws UnusableStateException if the file is damaged
   */
  public List<CurvePoint> curve() {
    return TrialRecorder.curve(StateReader.of(bytes).inside(MemberRun.RECORD));
  }

  /**
   * The platform on which it was made, as {@link NumericPlatform} prints itself.
   *
   * @throws UnusableStateException if the file is damaged
   */
  public String platform() {
    return text("platform");
  }

  /** Why a trial cannot resume from it on a device; empty if it can. */
  public Optional<String> refusal(Member member, ComputeDevice device) {
    try {
      check(StateReader.of(bytes), member, NumericPlatform.of(device));
      return Optional.empty();
    } catch (UnusableStateException unusable) {
      return Optional.of(String.valueOf(unusable.getMessage()));
    }
  }

  void restore(MemberRun run, NumericPlatform platform) {
    StateReader in = StateReader.of(bytes);
    check(in, run.member(), platform);
    run.restore(in);
  }

  private static void check(StateReader in, Member member, NumericPlatform here) {
    if (!in.text("trial").equals(identity(member))) {
      throw new UnusableStateException(
          "the checkpoint belongs to a trial with other settings, seed or data");
    }
    String there = in.text("platform");
    if (!there.equals(here.toString())) {
      throw new UnusableStateException(
          "the checkpoint was made on " + there + ", but this platform is " + here);
    }
  }

  /** A digest of all that decides a trial. Settings are records, which print all their fields. */
  private static String identity(Member member) {
    String all = member.settings() + "\n" + member.seed() + "\n" + member.source().digest();
    StartingParameters start = member.start();
    if (start != null) {
      all += "\n" + start.digest();
    }
    if (member.scoring() != null) {
      all += "\n" + member.scoring();
    }
    byte[] digest = Sha256.start().digest(all.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest);
  }
}
