package alrc.jobs.complete;

import alrc.settings.RecordJson;
import java.util.List;
import java.util.Map;

/**
 * {@code manifest.json} of completions.
 *
 * @param kind {@code completions}
 * @param scans found = completed + rejected, over all runs
 * @param completed rows of the completions
 * @param rejected rows of {@code rejects.parquet}
 * @param scored completions with a truth
 * @param digest order-independent over all completions, 16 hexadecimal digits
 * @param model that completed
 * @param data address of the scans
 * @param dataDigest of the data set; the mask and the scale of raw scans
 * @param splits that the last run was asked for
 * @param baselines that were tried beside the model
 * @param plan tiles and batches
 * @param metrics mean over all scored images
 * @param versions of the program and of its engine
 */
public record CompletionManifest(
    String kind,
    long scans,
    long completed,
    long rejected,
    long scored,
    String digest,
    ModelRef model,
    String data,
    String dataDigest,
    List<String> splits,
    List<String> baselines,
    Map<String, Integer> plan,
    Map<String, Double> metrics,
    Map<String, String> versions) {
  /** The file's name. */
  static final String FILE = "manifest.json";

  /** Copies the collections. */
  public CompletionManifest {
    splits = List.copyOf(splits);
    baselines = List.copyOf(baselines);
  }

  /** Returns the file's text. */
  public String toJson() {
    return RecordJson.prettyText(this) + "\n";
  }
}
