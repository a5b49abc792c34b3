package alrc.jobs.watch;

import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.storage.Storage;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The page of a sweep as its output changes. The output is read twice a second, less often where it
 * takes long, and only while a page asks; nothing is written.
 */
public final class LiveSweep implements Supplier<View>, AutoCloseable {
  private static final long EVERY_MILLIS = 500;
  private static final long MOST_MILLIS = 2_000;

  private static final long PATIENCE_MILLIS = 1_500;
  private static final long ASKED_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final OutputReader reader;
  private final Owner owner;
  private final LivePage page = new LivePage();
  private final CountDownLatch first = new CountDownLatch(1);
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "output");
            made.setDaemon(true);
            return made;
          });
  private volatile long askedAt = System.nanoTime();
  private volatile @Nullable View view;
  private @Nullable Moment shown;
  private @Nullable String trouble;

  /**
   * Begins to read.
   *
   * @param folder checked to be the output of a sweep
   */
  public LiveSweep(SweepFolder folder) {
    this.reader = new OutputReader(folder);
    this.owner = new Owner(folder);
    thread.execute(this::refreshAgain);
  }

  private void refreshAgain() {
    long begin = System.nanoTime();
    refresh();
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    long pause = Math.max(EVERY_MILLIS, Math.min(took, MOST_MILLIS));
    try {
      var unused = thread.schedule(this::refreshAgain, pause, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      // The page is closed.
    }
  }

  /** The newest view; of an output that takes long to read, first a page that says so. */
  @Override
  public View get() {
    askedAt = System.nanoTime();
    try {
      var unused = first.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    View newest = view;
    return newest == null ? page.reading() : newest;
  }

  private void refresh() {
    if (view != null && System.nanoTime() - askedAt > ASKED_NANOS) {
      return;
    }
    try {
      show(reader.now(owner.now()), null);
    } catch (IOException | RuntimeException failed) {
      complain(Storage.reason(failed));
    } finally {
      first.countDown();
    }
  }

  /** The page of what was read last, with the reason; the next reading tries again. */
  private void complain(String why) {
    try {
      show(shown, why);
    } catch (RuntimeException unshown) {
      view = page.unread(version(), why);
    }
  }

  private long version() {
    View before = view;
    return before == null ? 1 : before.version() + 1;
  }

  /**
   * Makes a new view where something has changed.
   *
   * @param moment what was read last; null if nothing could be
   * @param why the output could not be read; null if it was
   */
  private void show(@Nullable Moment moment, @Nullable String why) {
    View before = view;
    if (before != null && Objects.equals(moment, shown) && Objects.equals(why, trouble)) {
      return;
    }
    long version = version();
    view = moment == null ? page.unread(version, why) : page.view(version, moment, why);
    shown = moment;
    trouble = why;
  }

  @Override
  public void close() {
    owner.close();
    thread.shutdownNow();
  }
}
