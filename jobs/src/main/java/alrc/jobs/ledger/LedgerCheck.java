package alrc.jobs.ledger;

import alrc.jobs.ledger.table.DamagedFileException;
import alrc.jobs.ledger.table.ParquetTable;
import alrc.jobs.storage.Storage;
import alrc.settings.Sha256;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;

/**
 * Compares the files of a sweep with each other and with their checksums. Summaries are read from
 * their own files, never from the table.
 */
public final class LedgerCheck {
  private final Storage storage;
  private final SweepFolder folder;
  private final List<String> findings = new ArrayList<>();
  private long files;

  /** Of a sweep's output. */
  public LedgerCheck(SweepFolder folder) {
    this.storage = folder.storage();
    this.folder = folder;
  }

  /** How many files were checked. */
  public long files() {
    return files;
  }

  /** Reads everything that the trials recorded; one line for each fault. */
  public List<String> findings() throws IOException {
    findings.clear();
    var unused = new Ledger(folder).study();
    SummaryFiles reader = new SummaryFiles(folder);
    Map<String, FileStatus> summaries = reader.list();
    SummaryFiles.Read read = reader.read(summaries);
    files += 1 + summaries.size();
    new TreeMap<>(read.invalid()).forEach((id, why) -> fault(folder.summary(id), why));
    for (Map.Entry<String, Map<String, Object>> row : new TreeMap<>(read.rows()).entrySet()) {
      trial(row.getKey(), row.getValue());
    }
    table(read.rows(), summaries.keySet());
    return List.copyOf(findings);
  }

  private void trial(String id, Map<String, Object> summary) throws IOException {
    rows(id, folder.curve(id), true);
    rows(id, folder.spikes(id), false);
    rows(id, folder.evaluations(id), false);
    if (storage.exists(folder.model(id))) {
      model(id, String.valueOf(summary.get("data_digest")));
    }
  }

  private void rows(String id, String address, boolean required) throws IOException {
    if (!storage.exists(address)) {
      if (required) {
        fault(address, "is missing");
      }
      return;
    }
    files++;
    try {
      List<Map<String, Object>> rows = ParquetTable.read(storage, address);
      if (rows.stream().anyMatch(row -> !id.equals(row.get("trial_id")))) {
        fault(address, "contains rows of another trial than its name says");
      }
    } catch (DamagedFileException damaged) {
      fault(address, Storage.reason(damaged));
    }
  }

  private void model(String id, String dataDigest) throws IOException {
    files += 2;
    ModelCard card;
    try {
      card = ModelCard.fromJson(storage.readText(folder.modelCard(id)));
    } catch (FileNotFoundException absent) {
      fault(folder.modelCard(id), "is missing");
      return;
    } catch (RuntimeException damaged) {
      fault(folder.modelCard(id), "is not a model card");
      return;
    }
    if (!card.trialId().equals(id) || !card.dataDigest().equals(dataDigest)) {
      fault(folder.modelCard(id), "belongs to another trial or other data than its summary");
    }
    byte[] bytes = storage.readBytes(folder.model(id));
    String found = HexFormat.of().formatHex(Sha256.start().digest(bytes));
    if (card.sha256() != null && !card.sha256().equals(found)) {
      fault(folder.model(id), "has SHA-256 " + found + "; its card says " + card.sha256());
    }
  }

  private void table(Map<String, Map<String, Object>> summaries, Set<String> files)
      throws IOException {
    if (!storage.exists(folder.table())) {
      return;
    }
    this.files++;
    List<Map<String, Object>> rows;
    try {
      rows = ParquetTable.readLarge(storage.input(folder.table()), Set.of());
    } catch (DamagedFileException damaged) {
      fault(folder.table(), Storage.reason(damaged));
      return;
    }
    for (Map<String, Object> row : rows) {
      Map<String, Object> own = new HashMap<>(row);
      var asked = SummaryFiles.takeAsked(own);
      own.values().removeIf(java.util.Objects::isNull);
      String id = String.valueOf(own.get("trial_id"));
      if (!files.contains(id)) {
        fault(
            folder.table(),
            "contains trial " + id + ", which has no summary (asked: " + asked + ")");
      } else if (summaries.containsKey(id) && !own.equals(summaries.get(id))) {
        fault(folder.table(), "the row of trial " + id + " differs from its summary");
      }
    }
  }

  private void fault(String address, String what) {
    findings.add(address + ": " + what);
  }
}
