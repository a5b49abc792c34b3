package alrc.jobs.complete;

import alrc.core.complete.CompletionBatches;
import alrc.core.model.Fill;
import alrc.jobs.storage.Storage;
import alrc.settings.RecordJson;
import alrc.settings.UserMistake;
import alrc.stem.scan.ScanMask;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All that a run of {@code complete} is asked to do.
 *
 * @param output folder of the completions
 * @param data a prepared data set; or a file, a folder or a pattern of raw scans
 * @param mask of raw scans; empty for a prepared data set
 * @param values what the pixels of raw scans are
 * @param maxPixels the most pixels that a raw frame may have
 * @param splits of a prepared data set, by name
 * @param model that completes
 * @param baselines beside it, by name
 * @param plan how scans become batches
 */
public record CompletionSpec(
    String output,
    String data,
    String mask,
    ScanValues values,
    long maxPixels,
    List<String> splits,
    ModelRef model,
    List<String> baselines,
    CompletionBatches.Plan plan) {
  /** Copies the lists. */
  public CompletionSpec {
    splits = List.copyOf(splits);
    baselines = List.copyOf(baselines);
  }

  /** The JSON for a task. */
  public String toJson() {
    return RecordJson.text(this);
  }

  /** Parses the JSON of {@link #toJson}. */
  public static CompletionSpec fromJson(String json) {
    return RecordJson.read(json, CompletionSpec.class);
  }

  /** Whether the data are raw scans. */
  public boolean isRaw() {
    return !mask.isEmpty();
  }

  /**
   * Opens the data.
   *
   * @throws UserMistake naming what is missing
   */
  public ScanSet open(Storage storage) throws IOException {
    return isRaw()
        ? RawScanSet.open(storage, new RawScanSet.RawData(data, mask, output, values, maxPixels))
        : PreparedScanSet.open(storage, data);
  }

  /** Refuses data that need a mask, or have one. */
  public void checkData(Storage storage) throws IOException {
    boolean prepared =
        storage.exists(data) && storage.isFolder(data) && PreparedScanSet.isOne(storage, data);
    if (prepared && isRaw()) {
      throw new UserMistake(
          "--mask " + mask + ": " + data + " is a prepared data set with masks; leave it out");
    }
    if (!prepared && !isRaw()) {
      throw new UserMistake(
          storage.exists(data)
              ? "--mask: is missing; "
                  + data
                  + " is not a prepared data set, and raw scans need the mask of their path"
              : "--data " + data + ": no such file or folder");
    }
    if (isRaw() && !storage.exists(mask)) {
      throw new UserMistake("--mask " + mask + ": no such file");
    }
  }

  /** Refuses a model that cannot take the scans, before any work begins. */
  public void tryOut(Storage storage) throws IOException {
    if (model.kind() == ModelRef.Kind.BASELINE) {
      return;
    }
    ScanSet scans = open(storage);
    List<ScanMask> masks = scans.masks();
    int height = plan.side() > 0 || masks.isEmpty() ? plan.side() : masks.get(0).height();
    int width = plan.side() > 0 || masks.isEmpty() ? plan.side() : masks.get(0).width();
    if (height > 0) {
      ModelFiles.tryOut(storage, model, height, width);
    }
    if (!masks.isEmpty()) {
      checkFill(ModelFiles.fill(storage, model), scans.step());
    }
  }

  private void checkFill(Fill fill, String step) {
    if (fill != Fill.NONE && !fill.step().equals(step)) {
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "--model %s: fills scans of the step %s before it completes them; those of --data %s"
                  + " are like those of %s",
              model.address(),
              fill.step(),
              data,
              step));
    }
  }

  /** What decides a completion besides the scan, by option. */
  Map<String, String> identity(ScanSet scans) {
    Map<String, String> identity = new LinkedHashMap<>();
    identity.put("--model", model.digest());
    identity.put("--baselines", String.join(",", baselines));
    if (model.kind() != ModelRef.Kind.BASELINE) {
      identity.put("--tile", "" + plan.side());
      identity.put("--overlap", "" + plan.overlap());
      identity.put("--batch", "" + plan.batch());
    }
    if (isRaw()) {
      identity.put("--mask", scans.masks().get(0).id());
      identity.put("--scan-values", values.label());
    }
    return identity;
  }

  /** What the user gave with an option of the identity. */
  String given(String option) {
    return switch (option) {
      case "--model" -> model.address();
      case "--baselines" -> baselines.isEmpty() ? "none" : String.join(",", baselines);
      case "--tile" -> "" + plan.side();
      case "--overlap" -> "" + plan.overlap();
      case "--batch" -> "" + plan.batch();
      case "--mask" -> mask;
      default -> values.label();
    };
  }
}
