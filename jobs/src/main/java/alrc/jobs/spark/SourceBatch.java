package alrc.jobs.spark;

import alrc.jobs.storage.FoundFile;
import alrc.stem.codec.SettingsJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of one task.
 *
 * @param files in the order of their names
 * @param done SHA-256 of those that the output already holds, by source
 */
record SourceBatch(List<FoundFile> files, Map<String, String> done) {
  /** Enough for a part file of convenient size. */
  private static final long BYTES = 128L << 20;

  /** Batches for each slot, so that the last ones are short. */
  private static final int PER_SLOT = 4;

  String toJson() {
    return SettingsJson.text(this);
  }

  static SourceBatch fromJson(String json) {
    return SettingsJson.read(json, SourceBatch.class);
  }

  /** Spreads files over tasks by bytes. */
  static List<SourceBatch> spread(List<FoundFile> files, Map<String, String> done, int slots) {
    long total = files.stream().mapToLong(FoundFile::bytes).sum();
    long share = Math.max(1, Math.min(BYTES, total / ((long) slots * PER_SLOT)));
    List<SourceBatch> batches = new ArrayList<>();
    List<FoundFile> next = new ArrayList<>();
    long bytes = 0;
    for (FoundFile file : files) {
      if (!next.isEmpty() && bytes + file.bytes() > share) {
        batches.add(of(next, done));
        next = new ArrayList<>();
        bytes = 0;
      }
      next.add(file);
      bytes += file.bytes();
    }
    batches.add(of(next, done));
    return batches;
  }

  private static SourceBatch of(List<FoundFile> files, Map<String, String> done) {
    Map<String, String> known = new HashMap<>();
    for (FoundFile file : files) {
      if (done.containsKey(file.source())) {
        known.put(file.source(), done.get(file.source()));
      }
    }
    return new SourceBatch(List.copyOf(files), known);
  }
}
