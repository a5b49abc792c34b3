package alrc.jobs.card;

import alrc.jobs.data.PartFooters;
import alrc.jobs.storage.Storage;
import alrc.stem.dataset.Manifest;
import alrc.stem.dataset.ParquetRejects;
import alrc.stem.dataset.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;

/**
 * A prepared data set in a few lines.
 *
 * @param dataset its folder
 * @param manifest its manifest
 * @param bytes of the files of each split, by its name
 * @param rejects by reason, the most frequent first
 */
public record DatasetSummary(
    String dataset, Manifest manifest, Map<String, Long> bytes, List<RejectReason> rejects) {

  /** Reads the sizes of the parts and the rejects, but no example. */
  public static DatasetSummary of(Storage storage, String dataset, Manifest manifest)
      throws IOException {
    Map<String, Long> bytes = new LinkedHashMap<>();
    for (Split split : Split.values()) {
      List<FileStatus> files = storage.list(PartFooters.folder(dataset, split));
      bytes.put(split.label(), files.stream().mapToLong(FileStatus::getLen).sum());
    }
    Map<String, RejectReason> reasons = new TreeMap<>();
    String rejects = Storage.inside(dataset, ParquetRejects.FILE);
    if (storage.exists(rejects)) {
      ParquetRejects.each(storage.input(rejects), reject -> RejectReason.count(reasons, reject));
    }
    return new DatasetSummary(dataset, manifest, bytes, RejectReason.sorted(reasons));
  }

  /** What people want to know of it first; the rejects aside. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    long all = bytes.values().stream().mapToLong(Long::longValue).sum();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: %d examples, %s; recipe %s, seed %d",
            dataset,
            manifest.examples(),
            size(all),
            manifest.recipe(),
            manifest.seed()));
    for (Map.Entry<String, Long> split : bytes.entrySet()) {
      long examples = manifest.splits().getOrDefault(split.getKey(), 0L);
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-10s  %d examples, %s",
              split.getKey(),
              examples,
              size(split.getValue())));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "made from: %d files (%d used, %d rejected) with %d images; %d crops (%d rejected)",
            manifest.files(),
            manifest.filesUsed(),
            manifest.filesRejected(),
            manifest.images(),
            manifest.crops(),
            manifest.cropsRejected()));
    lines.add(
        String.format(
            Locale.ROOT,
            "stored as: %s, %s scans, %s pixels; split %s",
            manifest.format(),
            manifest.scanLayout(),
            manifest.pixels(),
            manifest.split()));
    lines.add("digest: " + manifest.digest());
    lines.add("at a glance: " + Storage.inside(dataset, Card.FILE));
    return lines;
  }

  /** What {@code --json} adds to the manifest. */
  public Map<String, Object> facts() {
    List<Map<String, Object>> reasons = new ArrayList<>();
    for (RejectReason reason : rejects) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("reason", reason.reason());
      one.put("files", reason.files());
      one.put("images", reason.images());
      one.put("crops", reason.crops());
      reasons.add(one);
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("bytes", bytes);
    facts.put("rejects", reasons);
    return facts;
  }

  private static String size(long bytes) {
    if (bytes < 1_000) {
      return bytes + " bytes";
    }
    String[] units = {"kB", "MB", "GB", "TB"};
    double value = bytes / 1e3;
    int unit = 0;
    while (value >= 999.5 && unit < units.length - 1) {
      value /= 1e3;
      unit++;
    }
    return String.format(Locale.ROOT, value < 9.95 ? "%.1f %s" : "%.0f %s", value, units[unit]);
  }
}
