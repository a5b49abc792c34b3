package alrc.jobs.spark.prepare;

import alrc.jobs.storage.FoundFile;
import alrc.settings.RecordJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that one task examines.
 *
 * @param files in the order of their names
 * @param done SHA-256 of those that the output already contains, by source
 */
record ExamineBatch(List<FoundFile> files, Map<String, String> done) {
  static ExamineBatch of(List<FoundFile> files, Map<String, String> done) {
    Map<String, String> known = new HashMap<>();
    for (FoundFile file : files) {
      String sha256 = done.get(file.source());
      if (sha256 != null) {
        known.put(file.source(), sha256);
      }
    }
    return new ExamineBatch(List.copyOf(files), known);
  }

  String toJson() {
    return RecordJson.text(this);
  }

  static ExamineBatch fromJson(String json) {
    return RecordJson.read(json, ExamineBatch.class);
  }
}
