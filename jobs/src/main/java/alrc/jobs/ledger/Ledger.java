package alrc.jobs.ledger;

import alrc.core.study.Trial;
import alrc.jobs.ledger.table.DamagedFileException;
import alrc.jobs.ledger.table.ParquetTable;
import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The results in a sweep's output. A trial's curve, spikes and scores are written first and its
 * summary last: the summary commits the trial, and readers ignore the files of a trial without one.
 */
public final class Ledger {
  private final Storage storage;
  private final SweepFolder folder;

  public Ledger(SweepFolder folder) {
    this.storage = folder.storage();
    this.folder = folder;
  }

  /** The file systems on which it is. */
  public Storage storage() {
    return storage;
  }

  /** A finished trial: rows by column name. */
  public record Entry(
      String trialId,
      Map<String, Object> summary,
      List<Map<String, Object>> curve,
      List<Map<String, Object>> spikes,
      List<Map<String, Object>> evaluations) {}

  /** The address of its folder. */
  public String address() {
    return folder.address();
  }

  /** The study and the other content of its file. */
  public StudyFile study() throws IOException {
    String address = folder.study();
    if (!storage.exists(address)) {
      throw new UserMistake(
          folder.address() + ": contains no study.json; give the output of a sweep");
    }
    return StudyFile.fromJson(storage.readText(address), address);
  }

  public boolean hasStudy() throws IOException {
    return storage.exists(folder.study());
  }

  public void writeStudy(String json) throws IOException {
    storage.writeText(folder.study(), json);
  }

  /** What it contains now. */
  public Recorded recorded() throws IOException {
    return Recorded.now(folder, Set.of());
  }

  /**
   * What it contains now, to be reported: rows of the table lack the settings as JSON, which are
   * most of its bytes.
   */
  public Recorded results() throws IOException {
    return Recorded.now(folder, Set.of(SummaryColumns.CONFIG));
  }

  /**
   * The {@link #results} with every summary read. Files that are not valid summaries are skipped,
   * each with a warning on standard error.
   */
  public Recorded sound() throws IOException {
    Recorded recorded = results();
    recorded.check();
    recorded.remarks().forEach(System.err::println);
    return recorded;
  }

  /** Ids of the finished trials. */
  public Set<String> finished() throws IOException {
    return recorded().finished();
  }

  /** Whether a trial is recorded. */
  public boolean holds(String trialId) throws IOException {
    return storage.exists(folder.summary(trialId));
  }

  /** Records a finished trial. Doing so twice is harmless: the names follow from the trial. */
  public void commit(Entry entry) throws IOException {
    if (!entry.spikes().isEmpty()) {
      String spikes = folder.spikes(entry.trialId());
      ParquetTable.write(storage, spikes, LedgerSchema.SPIKES, entry.spikes());
    }
    if (!entry.evaluations().isEmpty()) {
      String evaluations = folder.evaluations(entry.trialId());
      ParquetTable.write(storage, evaluations, LedgerSchema.EVALUATIONS, entry.evaluations());
    }
    ParquetTable.write(storage, folder.curve(entry.trialId()), LedgerSchema.CURVES, entry.curve());
    ParquetTable.write(
        storage, folder.summary(entry.trialId()), LedgerSchema.SUMMARIES, List.of(entry.summary()));
  }

  /**
   * Records a trial that differs from a recorded one only in settings that cannot act, unless it is
   * recorded already.
   *
   * @param trained what is recorded of that one
   */
  public void commitTwin(Trial twin, Entry trained) throws IOException {
    if (!holds(twin.id())) {
      commit(
          new Entry(
              twin.id(),
              SummaryColumns.twin(twin, trained.summary()),
              named(twin.id(), trained.curve()),
              named(twin.id(), trained.spikes()),
              named(twin.id(), trained.evaluations())));
    }
  }

  /** The same rows under the name of another trial. */
  private static List<Map<String, Object>> named(String trialId, List<Map<String, Object>> rows) {
    return rows.stream()
        .map(
            row -> {
              Map<String, Object> named = new LinkedHashMap<>(row);
              named.put("trial_id", trialId);
              return named;
            })
        .toList();
  }

  /** Records a failed attempt. */
  public void fail(String trialId, int attempt, Map<String, Object> row) throws IOException {
    ParquetTable.write(
        storage, folder.failure(trialId, attempt), LedgerSchema.FAILURES, List.of(row));
  }

  /** The time of the failed attempts, read from their files. */
  public FailedTime failedTime(Recorded recorded) throws IOException {
    int attempts = recorded.failures().values().stream().mapToInt(Integer::intValue).sum();
    return attempts == 0 ? FailedTime.unread(0) : FailedTime.read(folder, attempts);
  }

  /** The first line of an attempt's cause of failure. */
  String cause(String trialId, int attempt) throws IOException {
    try {
      return ParquetTable.read(storage, folder.failure(trialId, attempt)).stream()
          .map(row -> Objects.toString(row.get("cause"), "unknown"))
          .flatMap(String::lines)
          .findFirst()
          .orElse("unknown");
    } catch (FileNotFoundException | DamagedFileException unusable) {
      return "unknown (its file in failures/ is missing or damaged)";
    }
  }

  /**
   * The learning curve of a finished trial.
   *
   * @throws UserMistake if it is missing or damaged
   */
  public List<Map<String, Object>> curve(String trialId) throws IOException {
    return read(folder.curve(trialId), trialId);
  }

  /** The learning curve of a finished trial; empty where it is missing or damaged. */
  public Optional<List<Map<String, Object>>> curveIfSound(String trialId) throws IOException {
    return ifSound(folder.curve(trialId));
  }

  /**
   * The scores of a finished trial on its held-out examples, in the order of iterations: {@code
   * iteration}, {@code metric}, and {@code value} where the metric is finite. Empty where its study
   * evaluates nothing.
   *
   * @throws UserMistake if they are damaged
   */
  public List<Map<String, Object>> evaluations(String trialId) throws IOException {
    return readAny(folder.evaluations(trialId), trialId);
  }

  /**
   * What was clipped in a finished trial whose summary counts {@code spikes}; empty where its file
   * is missing or damaged. A trial without spikes has no file.
   */
  public Optional<List<Map<String, Object>>> spikesIfSound(String trialId) throws IOException {
    return ifSound(folder.spikes(trialId));
  }

  /** The same; empty where the file is missing or damaged. */
  public Optional<List<Map<String, Object>>> evaluationsIfSound(String trialId) throws IOException {
    return ifSound(folder.evaluations(trialId));
  }

  private List<Map<String, Object>> readAny(String file, String trialId) throws IOException {
    return storage.exists(file) ? read(file, trialId) : List.of();
  }

  private Optional<List<Map<String, Object>>> ifSound(String file) throws IOException {
    try {
      return Optional.of(ParquetTable.read(storage, file));
    } catch (FileNotFoundException | DamagedFileException unusable) {
      return Optional.empty();
    }
  }

  /**
   * All that is recorded of a finished trial.
   *
   * @throws UserMistake if any of it is missing or damaged
   */
  public Entry entry(String trialId) throws IOException {
    Map<String, Object> summary = read(folder.summary(trialId), trialId).get(0);
    return new Entry(
        trialId,
        summary,
        curve(trialId),
        SummaryColumns.clipped(summary) ? read(folder.spikes(trialId), trialId) : List.of(),
        evaluations(trialId));
  }

  private List<Map<String, Object>> read(String file, String trialId) throws IOException {
    String summary = folder.summary(trialId);
    try {
      List<Map<String, Object>> rows = ParquetTable.read(storage, file);
      if (file.equals(summary)) {
        SummaryFiles.only(trialId, rows);
      }
      return rows;
    } catch (FileNotFoundException | DamagedFileException unusable) {
      String what = unusable instanceof DamagedFileException ? "is damaged" : "is missing";
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "%s: %s; remove %s and sweep again: its trial is then trained once more",
              file,
              what,
              summary),
          unusable);
    }
  }
}
