package alrc.jobs.ledger;

import alrc.jobs.ledger.lock.ProcessMark;
import alrc.jobs.storage.Storage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FileStatus;
import org.jspecify.annotations.Nullable;

/**
 * {@code checkpoints/*.attempt}: which process trains an unfinished trial. The next process thereby
 * detects that this one crashed (out of memory, a native crash, a kill).
 *
 * <p>A process that crashes may train many trials. Those that made a checkpoint since they began
 * resume from it. The others are suspects: each is trained alone until it has made a checkpoint. An
 * attempt has failed only if a suspect's process crashes again. {@code checkpoints/*.deaths} counts
 * the crashes of a trial; each makes its next checkpoint come later.
 */
public final class Attempts {
  private static final String SUFFIX = ".attempt";
  private static final String DEATHS = ".deaths";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Storage storage;
  private final Ledger ledger;
  private final Checkpoints checkpoints;
  private final SweepFolder folder;

  /** Those of a sweep's output. */
  public Attempts(SweepFolder folder) {
    this.storage = folder.storage();
    this.ledger = new Ledger(folder);
    this.checkpoints = new Checkpoints(folder);
    this.folder = folder;
  }

  /**
   * An attempt that begins.
   *
   * @param number counted from 1
   * @param from iterations that were done before, or {@link #UNREAD}
   * @param proof whether a crash of the process proves that this trial is the cause: it is a
   *     suspect, and nothing else is trained there
   */
  public record Begun(int number, long from, boolean proof) {
    /** Its checkpoint is not read yet. More than any real iteration: no checkpoint is past it. */
    public static final long UNREAD = Long.MAX_VALUE;

    /** Whether the iteration of its checkpoint is not known yet. */
    public boolean unread() {
      return from == UNREAD;
    }

    /** The same attempt, now that its checkpoint is read. */
    public Begun from(long iterations) {
      return new Begun(number, iterations, proof);
    }

    private String words() {
      return unread()
          ? "read the checkpoint of this trial alone"
          : "trained this trial alone from iteration " + from;
    }
  }

  /**
   * The content of a file.
   *
   * @param died whether the process is known to have crashed
   */
  record Note(Begun begun, ProcessMark process, boolean died) {
    Note dead() {
      return new Note(begun, process, true);
    }

    boolean mayLive(Elsewhere elsewhere) {
      return process.here() ? process.livesHere() : elsewhere == Elsewhere.UNKNOWN;
    }
  }

  /** What is known of processes on other machines, which cannot be asked. */
  public enum Elsewhere {
    /** They have ended: that is why another process looks at their trials. */
    DEAD,
    /** A copy of a task may run beside it: Spark's speculation. */
    UNKNOWN
  }

  /**
   * The trials whose processes may have crashed.
   *
   * @param suspects ids of trials to be trained alone
   * @param deaths how many trials a crashed process was training
   */
  public record Settled(Set<String> suspects, int deaths) {}

  /** This process begins to train a trial. */
  public void begin(String trialId, Begun begun) throws IOException {
    write(trialId, new Note(begun, ProcessMark.current(), false));
  }

  /** The training has ended, with or without a result; the process is alive. */
  public void end(String trialId) throws IOException {
    storage.delete(address(trialId));
  }

  /** How often a process crashed while it trained a trial that had made no checkpoint there. */
  public int deaths(String trialId) throws IOException {
    try {
      return Integer.parseInt(storage.readText(deathsOf(trialId)).strip());
    } catch (NumberFormatException | FileNotFoundException none) {
      return 0;
    }
  }

  /** Removes the count of a trial that is recorded. */
  public void forget(String trialId) throws IOException {
    storage.delete(deathsOf(trialId));
  }

  /**
   * Detects trials whose process has crashed.
   *
   * @param whose trials to look at; no other process may look at them now
   */
  public Settled settle(Predicate<String> whose, Elsewhere elsewhere) throws IOException {
    Set<String> suspects = new HashSet<>();
    int deaths = 0;
    for (FileStatus file : storage.list(folder.checkpoints())) {
      String name = file.getPath().getName();
      String id = name.replace(SUFFIX, "");
      if (name.startsWith(".") || !name.endsWith(SUFFIX) || !whose.test(id)) {
        continue;
      }
      Note note = read(id);
      if (note == null || (!note.died() && note.mayLive(elsewhere))) {
        continue;
      }
      deaths += note.died() ? 0 : 1;
      if (note.died() || !resumes(id, note)) {
        suspects.add(id);
      }
    }
    return new Settled(suspects, deaths);
  }

  /** Settles one crash; true if the trial had made a checkpoint since it began. */
  private boolean resumes(String trialId, Note note) throws IOException {
    if (checkpoints.iteration(trialId) > note.begun().from()) {
      end(trialId);
      return true;
    }
    System.err.printf(
        Locale.ROOT,
        "trial %s was being trained when %s crashed; it is retried alone first%n",
        trialId,
        note.process());
    storage.writeText(deathsOf(trialId), deaths(trialId) + 1 + "\n");
    if (note.begun().proof()) {
      String cause =
          String.format(
              Locale.ROOT,
              "%s crashed while it %s (out of memory, a native crash, or killed)",
              note.process(),
              note.begun().words());
      int number = note.begun().number();
      ledger.fail(
          trialId, number, TrialRows.failure(trialId, number, cause, note.process().host(), null));
    }
    write(trialId, note.dead());
    return false;
  }

  private void write(String trialId, Note note) throws IOException {
    storage.writeText(address(trialId), MAPPER.writeValueAsString(note) + "\n");
  }

  private @Nullable Note read(String trialId) throws IOException {
    try {
      return MAPPER.readValue(storage.readText(address(trialId)), Note.class);
    } catch (JsonProcessingException | FileNotFoundException gone) {
      return null;
    }
  }

  private String deathsOf(String trialId) {
    return Storage.inside(folder.checkpoints(), trialId + DEATHS);
  }

  private String address(String trialId) {
    return Storage.inside(folder.checkpoints(), trialId + SUFFIX);
  }
}
