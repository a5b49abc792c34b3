package alrc.jobs.spark.prepare;

import alrc.settings.RecordJson;
import alrc.stem.dataset.SourceFacts;
import org.jspecify.annotations.Nullable;

/**
 * The result of reading one file.
 *
 * @param source its name in the data set
 * @param facts of a new one; null for one that the output contains
 * @param lasting whether the same bytes give the same result: all of the file could be read, and no
 *     file beside it was looked for
 */
record Examined(String source, @Nullable SourceFacts facts, boolean lasting) {
  String toJson() {
    return RecordJson.text(this);
  }

  static Examined fromJson(String json) {
    return RecordJson.read(json, Examined.class);
  }
}
