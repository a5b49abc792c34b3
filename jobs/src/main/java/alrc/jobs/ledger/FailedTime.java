package alrc.jobs.ledger;

import alrc.jobs.ledger.table.DamagedFileException;
import alrc.jobs.ledger.table.ParquetTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.fs.FileStatus;

/**
 * The attempts that failed, and their time.
 *
 * @param attempts how many the ledger has
 * @param timed of how many the time was read
 * @param seconds that these took together
 */
public record FailedTime(int attempts, int timed, double seconds) {
  private static final int MOST_FILES = 1_000;
  private static final int READERS = 16;

  /** Where the files are not read. */
  public static FailedTime unread(int attempts) {
    return new FailedTime(attempts, 0, 0);
  }

  /** Reads the files of the attempts, at most 1,000; files that are damaged have no time. */
  static FailedTime read(SweepFolder folder, int attempts) throws IOException {
    List<FileStatus> files =
        folder.storage().list(folder.failures()).stream()
            .filter(file -> SweepFolder.idOf(file).isPresent())
            .limit(MOST_FILES)
            .toList();
    if (files.isEmpty()) {
      return unread(attempts);
    }
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(READERS, files.size()));
    try {
      List<Future<Double>> each = new ArrayList<>();
      files.forEach(file -> each.add(pool.submit(() -> seconds(folder, file))));
      int timed = 0;
      double sum = 0;
      for (Future<Double> one : each) {
        double seconds = one.get();
        timed += seconds >= 0 ? 1 : 0;
        sum += Math.max(0, seconds);
      }
      return new FailedTime(attempts, timed, sum);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while failures were read", stopped);
    } catch (ExecutionException failed) {
      throw new IOException(failed.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  /** −1 where it is not known. */
  private static double seconds(SweepFolder folder, FileStatus file) throws IOException {
    try {
      List<Map<String, Object>> rows = ParquetTable.read(folder.storage().input(file));
      Object seconds = rows.size() == 1 ? rows.get(0).get("seconds") : null;
      return seconds instanceof Double known ? Math.max(0, known) : -1;
    } catch (DamagedFileException damaged) {
      return -1;
    }
  }
}
