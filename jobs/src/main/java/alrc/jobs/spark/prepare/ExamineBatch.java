package alrc.jobs.spark.prepare;

import alrc.jobs.storage.FoundFile;
import alrc.settings.RecordJson;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files that one task examines.
 *
 * @param files in the order of their names
 * @param done SHA-256 of those that the output already contains, by source
 * @param suspects sources that were being read when a process crashed
 */
record ExamineBatch(List<FoundFile> files, Map<String, String> done, Set<String> suspects) {
  static ExamineBatch of(List<FoundFile> files, Map<String, String> done, Set<String> suspects) {
    Map<String, String> known = new HashMap<>();
    Set<String> suspected = new HashSet<>();
    for (FoundFile file : files) {
      if (suspects.contains(file.source())) {
        suspected.add(file.source());
      }
      String sha256 = done.get(file.source());
      if (sha256 != null) {
        known.put(file.source(), sha256);
      }
    }
    return new ExamineBatch(List.copyOf(files), known, suspected);
  }

  String toJson() {
    return RecordJson.text(this);
  }

  static ExamineBatch fromJson(String json) {
    return RecordJson.read(json, ExamineBatch.class);
  }
}
