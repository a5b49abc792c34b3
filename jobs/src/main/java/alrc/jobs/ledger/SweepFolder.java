package alrc.jobs.ledger;

import alrc.core.state.ParameterFile;
import alrc.jobs.storage.Storage;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;

/**
 * The output of a sweep, with the addresses of all that is in it.
 *
 * @param address a local folder, or an {@code hdfs:} or {@code s3a:} address
 */
public record SweepFolder(Storage storage, String address) {
  /** Ending of a table's file. */
  static final String PARQUET = ".parquet";

  /** The study as understood. */
  public String study() {
    return inside("study.json");
  }

  /** All summaries in one file, published when a sweep ends. */
  public String table() {
    return inside("table.parquet");
  }

  /** How fast the sweep runs, while it does. */
  String progress() {
    return inside("progress.json");
  }

  /** The trial, or the attempt at one, that a complete file is named after. */
  static Optional<String> idOf(FileStatus file) {
    String name = Storage.name(file);
    return name.startsWith(".") || !name.endsWith(PARQUET)
        ? Optional.empty()
        : Optional.of(name.substring(0, name.length() - PARQUET.length()));
  }

  /** Folder with a file for each finished trial. */
  String summaries() {
    return inside("summaries");
  }

  String summary(String trialId) {
    return Storage.inside(summaries(), trialId + PARQUET);
  }

  /** Folder with a file for each finished trial. */
  String curves() {
    return inside("curves");
  }

  String curve(String trialId) {
    return Storage.inside(curves(), trialId + PARQUET);
  }

  /** Folder with a file for each finished trial that clipped a loss. */
  String spikes() {
    return inside("spikes");
  }

  /** The clipped losses of a finished trial; absent where there are none. */
  String spikes(String trialId) {
    return Storage.inside(spikes(), trialId + PARQUET);
  }

  /** Folder with a file for each finished trial whose study evaluates. */
  String evaluations() {
    return inside("evaluations");
  }

  /** The scores of a finished trial; absent where there are none. */
  String evaluations(String trialId) {
    return Storage.inside(evaluations(), trialId + PARQUET);
  }

  /** Folder with a file for each attempt that failed. */
  String failures() {
    return inside("failures");
  }

  String failure(String trialId, int attempt) {
    return Storage.inside(failures(), trialId + "-a" + attempt + PARQUET);
  }

  /** Folder of what is kept of unfinished trials. */
  String checkpoints() {
    return inside("checkpoints");
  }

  /** The parameters of a finished trial, where its study keeps them. */
  public String model(String trialId) {
    return Storage.inside(models(), trialId + ParameterFile.SUFFIX);
  }

  private String models() {
    return inside("models");
  }

  /** Ids of the trials whose parameters are kept, from one listing. */
  public Set<String> kept() throws IOException {
    Set<String> kept = new HashSet<>();
    for (FileStatus file : storage.list(models())) {
      String name = Storage.name(file);
      if (name.endsWith(ParameterFile.SUFFIX) && !name.startsWith(".")) {
        kept.add(name.substring(0, name.length() - ParameterFile.SUFFIX.length()));
      }
    }
    return kept;
  }

  /** The card of a kept model. */
  String modelCard(String trialId) {
    return Storage.inside(models(), trialId + ".json");
  }

  /** The lock of a number. */
  public String lock(int number) {
    return inside("lock-" + number + ".json");
  }

  private String inside(String name) {
    return Storage.inside(address, name);
  }
}
