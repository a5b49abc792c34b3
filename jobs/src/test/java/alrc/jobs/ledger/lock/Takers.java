package alrc.jobs.ledger.lock;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import alrc.jobs.ledger.SweepFolder;
import alrc.settings.UserMistake;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that lock one output in the same moment. */
final class Takers implements AutoCloseable {
  private static final int COUNT = 8;

  private final ExecutorService threads = Executors.newFixedThreadPool(COUNT);
  private final SweepFolder folder;

  Takers(SweepFolder folder) {
    this.folder = folder;
  }

  /** The locks that were taken; every other taker must have been told that the output is locked. */
  List<OutputLock> takenAtOnce() throws Exception {
    CyclicBarrier all = new CyclicBarrier(COUNT);
    List<Future<OutputLock>> takers = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      takers.add(
          threads.submit(
              () -> {
                all.await();
                return OutputLock.take(folder);
              }));
    }
    List<OutputLock> taken = new ArrayList<>();
    for (Future<OutputLock> taker : takers) {
      try {
        taken.add(taker.get());
      } catch (ExecutionException refused) {
        assertInstanceOf(UserMistake.class, refused.getCause(), () -> "" + refused);
      }
    }
    return taken;
  }

  /** The note of a process that no longer runs on this machine. */
  static LockNote dead(String id) {
    ProcessMark me = ProcessMark.current();
    return new LockNote(id, me.host(), me.pid(), me.started() + "0", "2020-01-01T00:00:00Z", 3);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
