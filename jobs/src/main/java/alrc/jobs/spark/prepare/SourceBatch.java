package alrc.jobs.spark.prepare;

import alrc.jobs.storage.FoundFile;
import alrc.settings.RecordJson;
import alrc.stem.dataset.SourceFacts;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The sources that one task prepares.
 *
 * @param sources in the order of their names
 */
record SourceBatch(List<Work> sources) {
  /**
   * One source to prepare.
   *
   * @param facts as examined, in the split that its examples are to have
   */
  record Work(FoundFile file, SourceFacts facts) {}

  SourceBatch {
    sources = List.copyOf(sources);
  }

  /** What the examples will be made of, wherever it lies: name and content of each source. */
  String content() {
    return sources.stream()
        .map(work -> work.facts().source() + " " + work.facts().sha256())
        .collect(Collectors.joining("\n"));
  }

  String toJson() {
    return RecordJson.text(this);
  }

  static SourceBatch fromJson(String json) {
    return RecordJson.read(json, SourceBatch.class);
  }
}
