package alrc.jobs.ledger.lock;

import alrc.settings.UserMistake;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Takes the lock on an output.
 *
 * <p>A process creates the lock file with the next number, exclusively, once the owners of all
 * lower numbers are {@linkplain LockFiles dead}; then it looks again, and starts over if any other
 * file has appeared or gone. Of two processes that both own a file, the later would have seen the
 * other's. A dead owner's file is removed only by the process that owns the lock, which is why no
 * number is ever taken from a process in between.
 */
final class LockTake {
  private static final int MOST_TRIES = 100;

  private final LockFiles files;
  private final String output;
  private final Duration watch;

  /**
   * Prepares to take a lock.
   *
   * @param output for messages
   * @param watch the longest watch of an owner on another machine
   */
  LockTake(LockFiles files, String output, Duration watch) {
    this.files = files;
    this.output = output;
    this.watch = watch;
  }

  /**
   * Creates the file of a new owner.
   *
   * @return its number
   * @throws UserMistake naming the present owner, if it is alive
   */
  int take(LockNote note) throws IOException {
    for (int i = 0; i < MOST_TRIES; i++) {
      NavigableMap<Integer, String> dead = dead();
      int number = dead.isEmpty() ? 1 : dead.lastKey() + 1;
      if (files.create(number, note) && isAlone(dead, number, note)) {
        remove(dead);
        return number;
      }
    }
    throw new UserMistake(
        "--output " + output + ": other processes are locking it at this moment; try again");
  }

  private NavigableMap<Integer, String> dead() throws IOException {
    LockFiles.Found found =
        files.watch(
            owner ->
                System.err.printf(
                    Locale.ROOT,
                    "%s: is locked by %s; waiting up to %d s to see whether it is alive%n",
                    output,
                    owner,
                    watch.toSeconds()));
    if (found.alive().isPresent()) {
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "--output %s: is locked by %s; wait for it or stop it",
              output,
              found.alive().get()));
    }
    return found.dead();
  }

  /**
   * Whether no other process has added or removed a file since the dead owners were read. Deletes
   * the own file if one has.
   */
  private boolean isAlone(NavigableMap<Integer, String> dead, int number, LockNote note)
      throws IOException {
    NavigableMap<Integer, String> expected = new TreeMap<>(dead);
    expected.put(number, note.text());
    NavigableMap<Integer, String> now = files.read();
    if (now.equals(expected)) {
      return true;
    }
    if (note.text().equals(now.get(number))) {
      files.delete(number);
    }
    return false;
  }

  private void remove(NavigableMap<Integer, String> dead) throws IOException {
    for (int number : dead.keySet()) {
      files.delete(number);
    }
    Optional.ofNullable(dead.lastEntry())
        .flatMap(last -> LockNote.parse(last.getValue()))
        .ifPresent(
            last ->
                System.err.printf(
                    Locale.ROOT, "taking over from %s, which no longer runs%n", last.process()));
  }
}
