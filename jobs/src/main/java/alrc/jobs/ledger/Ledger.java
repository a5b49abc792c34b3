package alrc.jobs.ledger;

import alrc.jobs.fault.UserMistake;
import alrc.jobs.storage.Storage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
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

  private static final String PARQUET = ".parquet";

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

  /** The study's canonical JSON. */
  public String study() throws IOException {
    String address = Storage.inside(output, STUDY);
    if (!storage.exists(address)) {
      throw new UserMistake(output + ": holds no " + STUDY + "; not the output of a sweep");
    }
    return storage.readText(address);
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
    ParquetTable.write(
        storage, file("curves", entry.trialId()), LedgerSchema.CURVES, entry.curve());
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

  /** The learning curve of a finished trial. */
  public List<Map<String, Object>> curve(String trialId) throws IOException {
    return ParquetTable.read(storage, file("curves", trialId));
  }

  /** All that is recorded of a finished trial. */
  public Entry entry(String trialId) throws IOException {
    String spikes = file("spikes", trialId);
    return new Entry(
        trialId,
        ParquetTable.read(storage, file(SUMMARIES, trialId)).get(0),
        curve(trialId),
        storage.exists(spikes) ? ParquetTable.read(storage, spikes) : List.of());
  }

  private String folder(String name) {
    return Storage.inside(output, name);
  }

  private String file(String folder, String name) {
    return Storage.inside(folder(folder), name + PARQUET);
  }
}
