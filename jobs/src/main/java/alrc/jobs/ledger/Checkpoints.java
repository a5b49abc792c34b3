package alrc.jobs.ledger;

import alrc.core.checkpoint.UnusableCheckpointException;
import alrc.core.train.Checkpoint;
import alrc.core.train.ComputeDevice;
import alrc.core.train.Member;
import alrc.jobs.storage.Storage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;

/**
 * The checkpoints of unfinished trials: a line with the version of the code, then the checkpoint.
 */
public final class Checkpoints {
  private static final String SUFFIX = ".checkpoint";

  private final Storage storage;
  private final SweepFolder folder;

  /** Those of a sweep's output. */
  public Checkpoints(SweepFolder folder) {
    this.storage = folder.storage();
    this.folder = folder;
  }

  /** Saves a trial's state, replacing the one before. */
  public void save(String trialId, Checkpoint checkpoint) throws IOException {
    storage.publish(
        address(trialId),
        place -> {
          try (OutputStream out = place.open()) {
            out.write((CodeVersion.current() + "\n").getBytes(StandardCharsets.UTF_8));
            out.write(checkpoint.bytes());
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
    Optional<Checkpoint> found = checkpoint(storage.readBytes(address));
    if (found.isEmpty()) {
      return begun(trialId, member, "is of another version of the code");
    }
    Checkpoint checkpoint = found.get();
    Optional<String> refusal = checkpoint.refusal(member, device);
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
      return checkpoint(storage.readBytes(address)).map(Checkpoint::iteration).orElse(0L);
    } catch (UnusableCheckpointException damaged) {
      return 0;
    }
  }

  /** The checkpoint in a file; empty if another version of the code wrote it. */
  private static Optional<Checkpoint> checkpoint(byte[] file) {
    byte[] version = (CodeVersion.current() + "\n").getBytes(StandardCharsets.UTF_8);
    if (!Arrays.equals(version, Arrays.copyOf(file, Math.min(file.length, version.length)))) {
      return Optional.empty();
    }
    return Optional.of(Checkpoint.of(Arrays.copyOfRange(file, version.length, file.length)));
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
