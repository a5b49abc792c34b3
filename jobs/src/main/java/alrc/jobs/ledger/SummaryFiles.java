package alrc.jobs.ledger;

import alrc.jobs.ledger.table.DamagedFileException;
import alrc.jobs.ledger.table.ParquetTable;
import alrc.jobs.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.fs.FileStatus;

/**
 * The files of the summaries. A study may have tens of thousands: the rows that {@code
 * table.parquet} contains are taken from there, the other files are read in parallel.
 */
final class SummaryFiles {
  private static final String ASKED = LedgerSchema.TABLE_ONLY.get(0).name();
  private static final int READERS = 16;

  private final Storage storage;
  private final SweepFolder folder;

  SummaryFiles(SweepFolder folder) {
    this.storage = folder.storage();
    this.folder = folder;
  }

  /** The finished trials' files, by trial. */
  Map<String, FileStatus> list() throws IOException {
    Map<String, FileStatus> files = new HashMap<>();
    for (FileStatus file : storage.list(folder.summaries())) {
      SweepFolder.idOf(file).ifPresent(id -> files.put(id, file));
    }
    return files;
  }

  /**
   * The table's rows of files that are older than the table: files never change.
   *
   * @param unread columns that need not be read
   */
  Map<String, Map<String, Object>> published(Map<String, FileStatus> files, Set<String> unread)
      throws IOException {
    Map<String, Map<String, Object>> rows = new HashMap<>();
    Optional<FileStatus> table = storage.status(folder.table());
    if (table.isPresent()) {
      for (Map<String, Object> row : readable(table.get(), unread)) {
        String id = String.valueOf(row.get("trial_id"));
        FileStatus file = files.get(id);
        if (file != null && file.getModificationTime() < table.get().getModificationTime()) {
          rows.put(id, row);
        }
      }
    }
    return rows;
  }

  /** Removes from a row of the table what a summary does not have, and returns it. */
  static Object takeAsked(Map<String, Object> row) {
    return Objects.requireNonNullElse(row.remove(ASKED), "unknown");
  }

  /**
   * Writes all summaries as one file.
   *
   * @param askedFor whether the study asks for each trial, by its id
   */
  void publish(List<Map<String, Object>> summaries, Map<String, Object> askedFor)
      throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>(summaries.size());
    for (Map<String, Object> summary : summaries) {
      Map<String, Object> row = new LinkedHashMap<>(summary);
      String id = String.valueOf(row.get("trial_id"));
      row.put(ASKED, Objects.requireNonNull(askedFor.get(id)));
      rows.add(row);
    }
    ParquetTable.write(storage, folder.table(), LedgerSchema.TABLE, rows);
  }

  /** A damaged table is ignored; it will be published again. */
  private List<Map<String, Object>> readable(FileStatus table, Set<String> unread) {
    try {
      return ParquetTable.readLarge(storage.input(table), unread);
    } catch (IOException | RuntimeException unreadable) {
      return List.of();
    }
  }

  /**
   * The content of files.
   *
   * @param rows by trial
   * @param invalid why a file is not the summary of the trial in its name, by trial
   */
  record Read(Map<String, Map<String, Object>> rows, Map<String, String> invalid) {}

  /** Reads these files, by trial, in parallel. */
  Read read(Map<String, FileStatus> files) throws IOException {
    Read read = new Read(new HashMap<>(), new HashMap<>());
    if (files.isEmpty()) {
      return read;
    }
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(READERS, files.size()));
    try {
      Map<String, Future<Map<String, Object>>> each = new HashMap<>();
      files.forEach((id, file) -> each.put(id, pool.submit(() -> row(id, file))));
      for (Map.Entry<String, Future<Map<String, Object>>> one : each.entrySet()) {
        put(read, one.getKey(), one.getValue());
      }
      return read;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while summaries were read", stopped);
    } finally {
      pool.shutdownNow();
    }
  }

  private static void put(Read read, String id, Future<Map<String, Object>> row)
      throws IOException, InterruptedException {
    try {
      read.rows().put(id, row.get());
    } catch (ExecutionException failed) {
      if (!(failed.getCause() instanceof DamagedFileException damaged)) {
        throw new IOException(failed.getCause());
      }
      read.invalid().put(id, Storage.reason(damaged));
    }
  }

  private Map<String, Object> row(String id, FileStatus file) throws IOException {
    return only(id, ParquetTable.readSmall(storage.input(file), LedgerSchema.SUMMARIES));
  }

  /** The one row of a trial's summary. */
  static Map<String, Object> only(String id, List<Map<String, Object>> rows)
      throws DamagedFileException {
    if (rows.size() != 1 || !id.equals(rows.get(0).get("trial_id"))) {
      throw new DamagedFileException("it is not the summary of the trial that it is named after");
    }
    return rows.get(0);
  }
}
