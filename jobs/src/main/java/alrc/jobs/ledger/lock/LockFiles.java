package alrc.jobs.ledger.lock;

import alrc.jobs.ledger.SweepFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;

/**
 * The lock files of an output, watched by one process. Whether an owner on this machine is alive is
 * asked of the system. An owner on another machine is alive if its file changes while it is
 * watched, and dead if it does not change for as long as the watch must last by this process's own
 * clock: the clocks of two machines are never compared.
 */
final class LockFiles {
  private static final Pattern NAME = Pattern.compile("lock-(?<number>\\d{1,9})\\.json");
  private static final long FIRST_PAUSE_MILLIS = 20;
  private static final long LAST_PAUSE_MILLIS = 1000;

  private final SweepFolder folder;
  private final Duration watch;
  private final Map<Integer, Watched> watched = new HashMap<>();

  /**
   * The files of an output.
   *
   * @param watch how long a file on another machine must not change for its owner to be dead
   */
  LockFiles(SweepFolder folder, Duration watch) {
    this.folder = folder;
    this.watch = watch;
  }

  /** Whether the output has no study any more: a sweep writes it at its start. */
  boolean isGone() throws IOException {
    return !folder.storage().exists(folder.study());
  }

  private enum Owner {
    ALIVE,
    DEAD,
    /** On another machine, or not named by its file, and not watched for long enough yet. */
    UNKNOWN
  }

  /**
   * What a watch found.
   *
   * @param alive an owner that is alive, if there is one
   * @param dead otherwise the texts of all files that exist, by their numbers
   */
  record Found(Optional<LockNote> alive, NavigableMap<Integer, String> dead) {}

  /** A text, since when it was seen, and whether it replaced another one that was seen. */
  private record Watched(String text, long sinceNanos, boolean changed) {}

  /**
   * Watches until one owner is known to be alive or all are known to be dead.
   *
   * @param waiting receives, once, the note of an owner that has to be watched for a while
   */
  Found watch(Consumer<LockNote> waiting) throws IOException {
    boolean said = false;
    for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LAST_PAUSE_MILLIS)) {
      NavigableMap<Integer, String> texts = read();
      boolean unknown = false;
      for (Map.Entry<Integer, String> file : texts.entrySet()) {
        Optional<LockNote> note = LockNote.parse(file.getValue());
        Owner owner = owner(file.getKey(), file.getValue(), note);
        if (owner == Owner.ALIVE) {
          return new Found(note, texts);
        }
        unknown |= owner == Owner.UNKNOWN;
        if (owner == Owner.UNKNOWN && note.isPresent() && !said) {
          waiting.accept(note.get());
          said = true;
        }
      }
      if (!unknown) {
        return new Found(Optional.empty(), texts);
      }
      sleep(pause);
    }
  }

  private static void sleep(long millis) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a lock was watched");
    }
  }

  /** The texts of the files that exist, by their numbers. */
  NavigableMap<Integer, String> read() throws IOException {
    NavigableMap<Integer, String> texts = new TreeMap<>();
    for (FileStatus file : folder.storage().list(folder.address())) {
      Matcher name = NAME.matcher(file.getPath().getName());
      if (name.matches()) {
        int number = Integer.parseInt(name.group("number"));
        read(number).ifPresent(text -> texts.put(number, text));
      }
    }
    watched.keySet().retainAll(texts.keySet());
    return texts;
  }

  Optional<String> read(int number) throws IOException {
    try {
      return Optional.of(folder.storage().readText(folder.lock(number)));
    } catch (FileNotFoundException removed) {
      return Optional.empty();
    }
  }

  private Owner owner(int number, String text, Optional<LockNote> note) {
    if (note.isPresent() && note.get().process().here()) {
      return note.get().process().livesHere() ? Owner.ALIVE : Owner.DEAD;
    }
    long now = System.nanoTime();
    Watched seen =
        watched.merge(
            number,
            new Watched(text, now, false),
            (before, after) ->
                before.text().equals(text) ? before : new Watched(text, now, note.isPresent()));
    if (now - seen.sinceNanos() >= watch.toNanos()) {
      return Owner.DEAD;
    }
    return seen.changed() ? Owner.ALIVE : Owner.UNKNOWN;
  }

  boolean create(int number, LockNote note) throws IOException {
    return folder.storage().createText(folder.lock(number), note.text());
  }

  void write(int number, LockNote note) throws IOException {
    folder.storage().writeText(folder.lock(number), note.text());
  }

  void delete(int number) throws IOException {
    folder.storage().delete(folder.lock(number));
  }
}
