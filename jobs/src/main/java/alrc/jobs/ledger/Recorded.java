package alrc.jobs.ledger;

import alrc.core.study.Trial;
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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;

/**
 * The content of a ledger at one moment. An object store needs seconds to list ten thousand
 * summaries, so they are listed once, and each file is read once at most. Not thread-safe.
 */
public final class Recorded {
  private static final Pattern ATTEMPT = Pattern.compile(".+-a\\d+");

  private final SweepFolder folder;
  private final SummaryFiles reader;
  private final Map<String, FileStatus> files;
  private final Map<String, Integer> failures = new HashMap<>();
  private final Set<String> foreign = new TreeSet<>();
  private final Map<String, FileStatus> invalidFiles = new HashMap<>();
  private final Map<String, String> invalid = new TreeMap<>();
  private final Map<String, Map<String, Object>> rows = new HashMap<>();
  private final Map<String, Object> published = new HashMap<>();
  private final Set<String> unread;
  private boolean tableRead;

  private Recorded(SweepFolder folder, Set<String> unread) throws IOException {
    this.folder = folder;
    this.unread = unread;
    this.reader = new SummaryFiles(folder);
    this.files = reader.list();
    countFailures();
  }

  /**
   * The content of a ledger now.
   *
   * @param unread columns that need not be read
   */
  static Recorded now(SweepFolder folder, Set<String> unread) throws IOException {
    return new Recorded(folder, unread);
  }

  /** How often each trial has failed, by the names of the files. */
  private void countFailures() throws IOException {
    for (FileStatus file : folder.storage().list(folder.failures())) {
      SweepFolder.idOf(file)
          .ifPresent(
              name -> {
                if (ATTEMPT.matcher(name).matches()) {
                  failures.merge(name.substring(0, name.lastIndexOf("-a")), 1, Integer::sum);
                } else {
                  foreign.add(file.getPath().getName());
                }
              });
    }
  }

  /** The content of the ledger now; files that were read before are not read again. */
  public Recorded later() throws IOException {
    Recorded later = new Recorded(folder, unread);
    rows.forEach(
        (id, row) -> {
          if (later.holds(id, Objects.requireNonNull(files.get(id)))) {
            later.rows.put(id, row);
          }
        });
    invalid.forEach(
        (id, reason) -> {
          if (later.holds(id, Objects.requireNonNull(invalidFiles.get(id)))) {
            later.skip(id, reason);
          }
        });
    published.forEach(
        (id, asked) -> {
          if (later.rows.containsKey(id)) {
            later.published.put(id, asked);
          }
        });
    later.tableRead = tableRead;
    return later;
  }

  private boolean holds(String id, FileStatus before) {
    FileStatus file = files.get(id);
    return file != null
        && file.getModificationTime() == before.getModificationTime()
        && file.getLen() == before.getLen();
  }

  private void skip(String id, String reason) {
    invalidFiles.put(id, Objects.requireNonNull(files.remove(id)));
    invalid.put(id, reason);
  }

  /** Reads every summary: files that are not valid ones count as missing afterwards. */
  public void check() throws IOException {
    var unused = summaries(List.copyOf(files.keySet()));
  }

  /** The reason for each file that is not a valid summary, by the trial in its name. */
  Map<String, String> invalid() {
    return Collections.unmodifiableMap(invalid);
  }

  /** One line for each file that was skipped. */
  public List<String> remarks() {
    List<String> lines = new ArrayList<>();
    invalid.forEach((id, reason) -> lines.add(folder.summary(id) + ": skipped, " + reason));
    for (String file : foreign) {
      lines.add(
          Storage.inside(folder.failures(), file)
              + ": skipped, its name is not that of an attempt");
    }
    return lines;
  }

  /** Whether a trial is finished. */
  public boolean holds(Trial trial) {
    return files.containsKey(trial.id());
  }

  /** Ids of the finished trials. */
  public Set<String> finished() {
    return Collections.unmodifiableSet(files.keySet());
  }

  /**
   * Ids of the finished trials that a study does not ask for, or no longer, in order.
   *
   * @param asked all trials that it asks for
   */
  public Set<String> noLongerAsked(List<Trial> asked) {
    Set<String> others = new HashSet<>(files.keySet());
    asked.forEach(trial -> others.remove(trial.id()));
    return new TreeSet<>(others);
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

  /** The summaries of these trials, in their order; trials without a sound one are left out. */
  public List<Map<String, Object>> summaries(List<String> trialIds) throws IOException {
    readTable();
    Map<String, FileStatus> unread = new HashMap<>();
    for (String id : trialIds) {
      if (!rows.containsKey(id) && files.containsKey(id)) {
        unread.put(id, Objects.requireNonNull(files.get(id)));
      }
    }
    if (!unread.isEmpty()) {
      SummaryFiles.Read read = reader.read(unread);
      rows.putAll(read.rows());
      read.invalid().forEach(this::skip);
    }
    return trialIds.stream().map(rows::get).filter(Objects::nonNull).toList();
  }

  private void readTable() throws IOException {
    if (!tableRead) {
      Map<String, Map<String, Object>> table = reader.published(files, unread);
      table.forEach((id, row) -> published.put(id, SummaryFiles.takeAsked(row)));
      table.forEach(rows::putIfAbsent);
      tableRead = true;
    }
  }

  /**
   * Whether the table contains every summary, and says which of them are asked for: a kill may have
   * come between the two, and a study may have changed.
   *
   * @param asked all trials that the study asks for
   */
  public boolean isTablePublished(List<Trial> asked) throws IOException {
    readTable();
    return published.equals(askedFor(asked)) && folder.storage().exists(folder.table());
  }

  /** Whether a study asks for each finished trial. */
  private Map<String, Object> askedFor(List<Trial> asked) {
    Map<String, Object> each = new HashMap<>();
    files.keySet().forEach(id -> each.put(id, true));
    noLongerAsked(asked).forEach(id -> each.put(id, false));
    return each;
  }

  /**
   * Publishes all summaries, ordered by trial, as one file.
   *
   * @param asked all trials that the study asks for
   */
  public void publishTable(List<Trial> asked) throws IOException {
    if (!unread.isEmpty()) {
      throw new IllegalStateException("the table has all columns: " + unread);
    }
    List<String> all = List.copyOf(new TreeSet<>(files.keySet()));
    reader.publish(summaries(all), askedFor(asked));
  }
}
