package alrc.jobs.ledger;

import alrc.jobs.storage.Storage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FileStatus;
import org.jspecify.annotations.Nullable;

/**
 * {@code checkpoints/*.attempt}: which process trains an unfinished trial, so that one which dies
 * without a word (out of memory, a native crash, a kill) is found out by whoever comes next.
 *
 * <p>Many trials may be under way in a process that dies. Those that have made a checkpoint since
 * they began go on from it as if nothing had been. The others are suspects: each is trained alone
 * until it has made one. Only a suspect that takes a process with it again has failed an attempt.
 * {@code checkpoints/*.deaths} holds how often that was asked of a trial: the oftener, the longer.
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
   * @param proof whether the death of its process proves the trial guilty: it is a suspect, and
   *     nothing else is trained there
   */
  public record Begun(int number, long from, boolean proof) {
    /** Its checkpoint is still to be read; none is as far as this, so to die of it is in vain. */
    public static final long UNREAD = Long.MAX_VALUE;

    /** Whether it is not known yet how far the trial had come. */
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
   * What a file says.
   *
   * @param died whether the process is known to have died
   */
  record Note(Begun begun, ProcessMark process, boolean died) {
    Note dead() {
      return new Note(begun, process, true);
    }

    boolean mayLive(Elsewhere elsewhere) {
      return process.here() ? process.livesHere() : elsewhere == Elsewhere.UNKNOWN;
    }
  }

  /** What is known of processes on other machines, which nobody can ask. */
  public enum Elsewhere {
    /** Whoever comes next was sent because they are dead. */
    DEAD,
    /** A copy of a task may run beside it: Spark's speculation. */
    UNKNOWN
  }

  /**
   * What has become of trials whose processes may have died.
   *
   * @param suspects ids of trials to be trained alone
   * @param deaths trials that were found under way in a dead process
   */
  public record Settled(Set<String> suspects, int deaths) {}

  /** This process begins to train a trial. */
  public void begin(String trialId, Begun begun) throws IOException {
    write(trialId, new Note(begun, ProcessMark.current(), false));
  }

  /** The training has ended, however it did; the process lives. */
  public void end(String trialId) throws IOException {
    storage.delete(address(trialId));
  }

  /** How often a process died while it trained a trial that had made no checkpoint there. */
  public int deaths(String trialId) throws IOException {
    try {
      return Integer.parseInt(storage.readText(deathsOf(trialId)).strip());
    } catch (NumberFormatException | FileNotFoundException none) {
      return 0;
    }
  }

  /** The trial is recorded: nothing more is to be known of it. */
  public void forget(String trialId) throws IOException {
    storage.delete(deathsOf(trialId));
  }

  /**
   * Finds trials whose process has died.
   *
   * @param whose trials to look at: nobody else may be about to settle them
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
      if (note.died() || !goesOn(id, note)) {
        suspects.add(id);
      }
    }
    return new Settled(suspects, deaths);
  }

  /** Settles one death; true if the trial had got further than where it began. */
  private boolean goesOn(String trialId, Note note) throws IOException {
    if (checkpoints.iteration(trialId) > note.begun().from()) {
      end(trialId);
      return true;
    }
    System.err.printf(
        "trial %s was under way when %s died; it is trained alone at first%n",
        trialId, note.process());
    storage.writeText(deathsOf(trialId), deaths(trialId) + 1 + "\n");
    if (note.begun().proof()) {
      String cause =
          String.format(
              "%s died without a word while it %s (out of memory, a native crash, or killed)",
              note.process(), note.begun().words());
      int number = note.begun().number();
      ledger.fail(
          trialId, number, TrialRows.failure(trialId, number, cause, note.process().host()));
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
