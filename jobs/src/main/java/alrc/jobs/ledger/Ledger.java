package alrc.jobs.ledger;

import alrc.jobs.fault.UserMistake;
import alrc.jobs.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;

/**
 * The output of a sweep: which trials are finished, and what they came to. A trial's curve and
 * spikes are written first and its summary last; the summary's appearance is the trial's commit,
 * and readers ignore what has none.
 */
public final class Ledger {
  /** The study as understood. */
  public static final String STUDY = "study.json";

  /** All summaries in one file, published when a sweep ends. */
  public static final String TABLE = "table.parquet";

  /** One file for each finished trial. */
  static final String SUMMARIES = "summaries";

  /** One file for each attempt that failed. */
  static final String FAILURES = "failures";

  /** One file for each finished trial. */
  static final String CURVES = "curves";

  static final String PARQUET = ".parquet";

  private final Storage storage;
  private final String output;

  public Ledger(Storage storage, String output) {
    this.storage = storage;
    this.output = output;
  }

  /** A finished trial: rows by column name. */
  public record Entry(
      String trialId,
      Map<String, Object> summary,
      List<Map<String, Object>> curve,
      List<Map<String, Object>> spikes) {}

  /** The study, and what else its file says. */
  public StudyFile study() throws IOException {
    String address = Storage.inside(output, STUDY);
    if (!storage.exists(address)) {
      throw new UserMistake(output + ": holds no " + STUDY + "; not the output of a sweep");
    }
    return StudyFile.fromJson(storage.readText(address), address);
  }

  public boolean hasStudy() throws IOException {
    return storage.exists(Storage.inside(output, STUDY));
  }

  public void writeStudy(String json) throws IOException {
    storage.writeText(Storage.inside(output, STUDY), json);
  }

  /** What it holds now. */
  public Recorded recorded() throws IOException {
    return Recorded.now(storage, output);
  }

  /**
   * What it holds now, every summary read. What is none is passed over, with a line on standard
   * error.
   */
  public Recorded sound() throws IOException {
    Recorded recorded = recorded();
    recorded.check();
    recorded.remarks().forEach(System.err::println);
    return recorded;
  }

  /** Ids of the finished trials. */
  public Set<String> finished() throws IOException {
    return recorded().finished();
  }

  /** What a whole file is named for: a trial, or an attempt at one. */
  static Optional<String> idOf(FileStatus file) {
    String name = file.getPath().getName();
    return name.startsWith(".") || !name.endsWith(PARQUET)
        ? Optional.empty()
        : Optional.of(name.substring(0, name.length() - PARQUET.length()));
  }

  /** Whether a trial is recorded. */
  public boolean holds(String trialId) throws IOException {
    return storage.exists(file(SUMMARIES, trialId));
  }

  /** Records a finished trial. Doing so twice is harmless: the names follow from the trial. */
  public void commit(Entry entry) throws IOException {
    if (!entry.spikes().isEmpty()) {
      ParquetTable.write(
          storage, file("spikes", entry.trialId()), LedgerSchema.SPIKES, entry.spikes());
    }
    ParquetTable.write(storage, file(CURVES, entry.trialId()), LedgerSchema.CURVES, entry.curve());
    ParquetTable.write(
        storage,
        file(SUMMARIES, entry.trialId()),
        LedgerSchema.SUMMARIES,
        List.of(entry.summary()));
  }

  /** Records an attempt that ended in an exception. */
  public void fail(String trialId, int attempt, Map<String, Object> row) throws IOException {
    ParquetTable.write(
        storage, file(FAILURES, trialId + "-a" + attempt), LedgerSchema.FAILURES, List.of(row));
  }

  /** Why an attempt failed, in a line. */
  String cause(String trialId, int attempt) throws IOException {
    try {
      return ParquetTable.read(storage, file(FAILURES, trialId + "-a" + attempt)).stream()
          .map(row -> Objects.toString(row.get("cause"), "unknown"))
          .flatMap(String::lines)
          .findFirst()
          .orElse("unknown");
    } catch (FileNotFoundException | DamagedFileException unusable) {
      return "unknown (its file in failures/ is gone or damaged)";
    }
  }

  /**
   * The learning curve of a finished trial.
   *
   * @throws UserMistake where it is gone or damaged
   */
  public List<Map<String, Object>> curve(String trialId) throws IOException {
    return read(CURVES, trialId);
  }

  /**
   * All that is recorded of a finished trial.
   *
   * @throws UserMistake where some of it is gone or damaged
   */
  public Entry entry(String trialId) throws IOException {
    List<Map<String, Object>> summary = read(SUMMARIES, trialId);
    return new Entry(
        trialId,
        summary.get(0),
        curve(trialId),
        storage.exists(file("spikes", trialId)) ? read("spikes", trialId) : List.of());
  }

  private List<Map<String, Object>> read(String folder, String trialId) throws IOException {
    try {
      List<Map<String, Object>> rows = ParquetTable.read(storage, file(folder, trialId));
      if (folder.equals(SUMMARIES)) {
        SummaryFiles.only(trialId, rows);
      }
      return rows;
    } catch (FileNotFoundException | DamagedFileException unusable) {
      String what = unusable instanceof DamagedFileException ? "is damaged" : "is gone";
      throw new UserMistake(
          "%s: %s; remove %s and sweep again: its trial is then trained once more"
              .formatted(file(folder, trialId), what, file(SUMMARIES, trialId)),
          unusable);
    }
  }

  private String folder(String name) {
    return Storage.inside(output, name);
  }

  private String file(String folder, String name) {
    return Storage.inside(folder(folder), name + PARQUET);
  }
}
