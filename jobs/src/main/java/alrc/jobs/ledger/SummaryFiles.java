package alrc.jobs.ledger;

import alrc.jobs.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.fs.FileStatus;

/**
 * The files of the summaries. A study may have tens of thousands: those that {@code table.parquet}
 * holds already are taken from there, the others are read several at once.
 */
final class SummaryFiles {
  private static final int READERS = 16;

  private final Storage storage;
  private final String output;

  SummaryFiles(Storage storage, String output) {
    this.storage = storage;
    this.output = output;
  }

  /** The finished trials' files, by trial. */
  Map<String, FileStatus> list() throws IOException {
    Map<String, FileStatus> files = new HashMap<>();
    for (FileStatus file : storage.list(Storage.inside(output, Ledger.SUMMARIES))) {
      Ledger.idOf(file).ifPresent(id -> files.put(id, file));
    }
    return files;
  }

  /** What the table holds of files that are older than it: they are immutable. */
  Map<String, Map<String, Object>> published(Map<String, FileStatus> files) throws IOException {
    Map<String, Map<String, Object>> rows = new HashMap<>();
    for (FileStatus table : storage.list(output)) {
      if (table.getPath().getName().equals(Ledger.TABLE)) {
        for (Map<String, Object> row : readable(table)) {
          String id = String.valueOf(row.get("trial_id"));
          FileStatus file = files.get(id);
          if (file != null && file.getModificationTime() < table.getModificationTime()) {
            rows.put(id, row);
          }
        }
      }
    }
    return rows;
  }

  /** A table that is gone or damaged saves nothing; it will be published anew. */
  private List<Map<String, Object>> readable(FileStatus table) {
    try {
      return ParquetTable.read(storage.input(table));
    } catch (IOException | RuntimeException unreadable) {
      return List.of();
    }
  }

  /** The rows of these files, several read at once. */
  List<Map<String, Object>> read(List<FileStatus> files) throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>(files.size());
    if (files.isEmpty()) {
      return rows;
    }
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(READERS, files.size()));
    try {
      List<Future<List<Map<String, Object>>>> each = new ArrayList<>(files.size());
      files.forEach(file -> each.add(pool.submit(() -> ParquetTable.read(storage.input(file)))));
      for (Future<List<Map<String, Object>>> one : each) {
        rows.addAll(one.get());
      }
      return rows;
    } catch (ExecutionException failed) {
      throw new IOException(failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while summaries were read", stopped);
    } finally {
      pool.shutdownNow();
    }
  }
}
