package alrc.jobs.watch;

import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.ledger.lock.OutputLock;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who runs the sweep. To know that of another machine its heartbeats must be awaited for some
 * seconds, which a page cannot wait for: this thread does.
 */
final class Owner implements AutoCloseable {
  private static final long EVERY_MILLIS = 2_000;

  private final SweepFolder folder;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "owner");
            made.setDaemon(true);
            return made;
          });
  private volatile State state = new State(false, Optional.empty());

  /**
   * What is known.
   *
   * @param known whether it was examined yet
   * @param name of the process and its machine; empty if nobody runs the sweep
   */
  record State(boolean known, Optional<String> name) {
    boolean isRunning() {
      return name.isPresent();
    }
  }

  Owner(SweepFolder folder) {
    this.folder = folder;
    var unused = thread.scheduleWithFixedDelay(this::look, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    State found = look(folder);
    if (found != null) {
      state = found;
    }
  }

  /** A store that fails leaves what is known as it is. */
  private static @Nullable State look(SweepFolder folder) {
    try {
      return new State(true, OutputLock.owner(folder));
    } catch (IOException | RuntimeException unreadable) {
      return null;
    }
  }

  State now() {
    return state;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
