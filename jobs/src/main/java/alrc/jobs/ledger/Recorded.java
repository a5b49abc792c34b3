package alrc.jobs.ledger;

import alrc.jobs.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileStatus;

/**
 * What a ledger holds at one moment: looked at once, asked often. To list ten thousand summaries
 * takes an object store seconds, and each of them is a file, which is read once at most. Not for
 * several threads.
 */
public final class Recorded {
  private final Storage storage;
  private final String output;
  private final SummaryFiles reader;
  private final Map<String, FileStatus> files;
  private final Map<String, Integer> failures;
  private final Map<String, Map<String, Object>> rows = new HashMap<>();
  private final Set<String> published = new HashSet<>();
  private boolean tableRead;

  private Recorded(Storage storage, String output) throws IOException {
    this.storage = storage;
    this.output = output;
    this.reader = new SummaryFiles(storage, output);
    this.files = reader.list();
    this.failures = failures(storage, output);
  }

  static Recorded now(Storage storage, String output) throws IOException {
    return new Recorded(storage, output);
  }

  /** How often each trial has failed, by the names of the files. */
  private static Map<String, Integer> failures(Storage storage, String output) throws IOException {
    Map<String, Integer> failures = new HashMap<>();
    for (FileStatus file : storage.list(Storage.inside(output, Ledger.FAILURES))) {
      Ledger.idOf(file)
          .ifPresent(
              name -> failures.merge(name.substring(0, name.lastIndexOf("-a")), 1, Integer::sum));
    }
    return failures;
  }

  /** What the ledger holds now; what has been read of it is not read again. */
  public Recorded later() throws IOException {
    Recorded later = new Recorded(storage, output);
    rows.forEach(
        (id, row) -> {
          FileStatus file = later.files.get(id);
          if (file != null && isSame(file, Objects.requireNonNull(files.get(id)))) {
            later.rows.put(id, row);
          }
        });
    published.stream().filter(later.rows::containsKey).forEach(later.published::add);
    later.tableRead = tableRead;
    return later;
  }

  private static boolean isSame(FileStatus file, FileStatus before) {
    return file.getModificationTime() == before.getModificationTime()
        && file.getLen() == before.getLen();
  }

  /** Ids of the finished trials. */
  public Set<String> finished() {
    return Collections.unmodifiableSet(files.keySet());
  }

  /** How often each trial has failed. */
  public Map<String, Integer> failures() {
    return Collections.unmodifiableMap(failures);
  }

  /**
   * Whether a trial is neither recorded nor given up.
   *
   * @param attempts after which it is given up
   */
  public boolean isPending(String trialId, int attempts) {
    return !files.containsKey(trialId) && failures.getOrDefault(trialId, 0) < attempts;
  }

  /** The summaries of these trials, in their order; trials without one are left out. */
  public List<Map<String, Object>> summaries(List<String> trialIds) throws IOException {
    readTable();
    List<FileStatus> unread = new ArrayList<>();
    for (String id : trialIds) {
      FileStatus file = files.get(id);
      if (file != null && !rows.containsKey(id)) {
        unread.add(file);
      }
    }
    for (Map<String, Object> row : reader.read(unread)) {
      rows.put(String.valueOf(row.get("trial_id")), row);
    }
    return trialIds.stream().map(rows::get).filter(Objects::nonNull).toList();
  }

  private void readTable() throws IOException {
    if (!tableRead) {
      Map<String, Map<String, Object>> held = reader.published(files);
      published.addAll(held.keySet());
      held.forEach(rows::putIfAbsent);
      tableRead = true;
    }
  }

  /** Whether the table holds every summary: a process may have been killed between the two. */
  public boolean isTablePublished() throws IOException {
    readTable();
    return published.size() == files.size() && storage.exists(Storage.inside(output, Ledger.TABLE));
  }

  /** Publishes all summaries, ordered by trial, as one file. */
  public void publishTable() throws IOException {
    ParquetTable.write(
        storage,
        Storage.inside(output, Ledger.TABLE),
        LedgerSchema.SUMMARIES,
        summaries(List.copyOf(new TreeSet<>(files.keySet()))));
  }
}
