package alrc.jobs.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Work on many small files, side by side, because an object store answers each request late; the
 * results come in order, and few of them are in memory at a time.
 */
final class InOrder {
  private static final int WORKERS = 16;
  private static final int AT_A_TIME = 64;

  private InOrder() {}

  /** Makes something of an item. */
  interface Work<I, R> {
    R of(I item) throws IOException;
  }

  /** Takes a result. */
  interface Taker<R> {
    void take(R result) throws IOException;
  }

  /** Works on all items, in threads of their own; takes the results in the caller's thread. */
  static <I, R> void each(List<I> items, Work<I, R> work, Taker<R> taker) throws IOException {
    ExecutorService pool = Executors.newFixedThreadPool(WORKERS);
    try {
      for (int from = 0; from < items.size(); from += AT_A_TIME) {
        List<Future<R>> results = new ArrayList<>();
        for (I item : items.subList(from, Math.min(items.size(), from + AT_A_TIME))) {
          results.add(pool.submit(() -> work.of(item)));
        }
        for (Future<R> result : results) {
          taker.take(result.get());
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException bug) {
        throw bug;
      }
      throw new IOException(failed.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
