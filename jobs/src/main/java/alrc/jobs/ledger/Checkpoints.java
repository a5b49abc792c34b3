package alrc.jobs.ledger;

import alrc.core.record.CurvePoint;
import alrc.core.state.UnusableStateException;
import alrc.core.train.Checkpoint;
import alrc.core.train.ComputeDevice;
import alrc.core.train.Member;
import alrc.jobs.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;

/** The checkpoints of unfinished trials, each with the version of the code that wrote it. */
public final class Checkpoints {
  private static final String SUFFIX = ".checkpoint";
  private static final String CODE_VERSION = "code_version";

  private final Storage storage;
  private final SweepFolder folder;

  /** Those of a sweep's output. */
  public Checkpoints(SweepFolder folder) {
    this.storage = folder.storage();
    this.folder = folder;
  }

  /** Saves a trial's state, replacing the one before. */
  public void save(String trialId, Checkpoint checkpoint) throws IOException {
    byte[] bytes = checkpoint.with(CODE_VERSION, CodeVersion.current()).bytes();
    storage.publish(
        address(trialId),
        place -> {
          try (OutputStream out = place.open()) {
            out.write(bytes);
          }
        });
  }

  /** Whether there is one of the trial. */
  public boolean has(String trialId) throws IOException {
    return storage.exists(address(trialId));
  }

  /**
   * The trial, from its checkpoint; from its beginning if there is none, or one that is damaged, of
   * another version of the code, or of another platform. Reports which on standard error.
   */
  public Member resumed(String trialId, Member member, ComputeDevice device) throws IOException {
    String address = address(trialId);
    if (!storage.exists(address)) {
      return member;
    }
    Checkpoint checkpoint = Checkpoint.of(storage.readBytes(address));
    Optional<String> refusal = refusal(checkpoint).or(() -> checkpoint.refusal(member, device));
    if (refusal.isPresent()) {
      return begun(trialId, member, refusal.get());
    }
    say(trialId, "resumes from iteration " + checkpoint.iteration());
    return member.from(checkpoint);
  }

  /** Removes a checkpoint that is not used: it must not look like progress. */
  private Member begun(String trialId, Member member, String reason) throws IOException {
    say(trialId, "starts from the beginning: its checkpoint is not used (" + reason + ")");
    remove(trialId);
    return member;
  }

  private static void say(String trialId, String what) {
    System.err.println("trial " + trialId + " " + what);
  }

  /** Iterations that a trial's checkpoint contains; 0 if there is none that can be used. */
  long iteration(String trialId) throws IOException {
    String address = address(trialId);
    if (!storage.exists(address)) {
      return 0;
    }
    try {
      Checkpoint checkpoint = Checkpoint.of(storage.readBytes(address));
      return refusal(checkpoint).isPresent() ? 0 : checkpoint.iteration();
    } catch (UnusableStateException damaged) {
      return 0;
    }
  }

  /** The files of the checkpoints, by trial. */
  public Map<String, FileStatus> list() throws IOException {
    Map<String, FileStatus> files = new TreeMap<>();
    for (FileStatus file : storage.list(folder.checkpoints())) {
      String name = file.getPath().getName();
      if (!name.startsWith(".") && name.endsWith(SUFFIX)) {
        files.put(name.substring(0, name.length() - SUFFIX.length()), file);
      }
    }
    return files;
  }

  /** The learning curve in a checkpoint; empty if it is damaged or was removed. */
  public List<CurvePoint> curve(String trialId) throws IOException {
    try {
      return Checkpoint.of(storage.readBytes(address(trialId))).curve();
    } catch (FileNotFoundException | UnusableStateException gone) {
      return List.of();
    }
  }

  /** Why this version of the code cannot use a checkpoint; empty if it can. */
  private static Optional<String> refusal(Checkpoint checkpoint) {
    try {
      String version = checkpoint.text(CODE_VERSION);
      return version.equals(CodeVersion.current())
          ? Optional.empty()
          : Optional.of("version " + version + " of the code wrote it");
    } catch (UnusableStateException damaged) {
      return Optional.of(String.valueOf(damaged.getMessage()));
    }
  }

  /** Removes a trial's checkpoint if there is one. */
  public void remove(String trialId) throws IOException {
    storage.delete(address(trialId));
  }

  /**
   * Removes what a killed process left: files of trials that are recorded, and incomplete files.
   * Only the owner of the output's lock calls it, while nothing is trained.
   */
  public void tidy(Set<String> finished) throws IOException {
    for (FileStatus file : storage.list(folder.checkpoints())) {
      String name = file.getPath().getName();
      boolean half = name.startsWith(".") && name.endsWith(".tmp");
      boolean recorded = finished.contains(name.replaceFirst("\\.[a-z]+$", ""));
      if (half || recorded) {
        storage.delete(file.getPath().toString());
      }
    }
  }

  private String address(String trialId) {
    return Storage.inside(folder.checkpoints(), trialId + SUFFIX);
  }
}
