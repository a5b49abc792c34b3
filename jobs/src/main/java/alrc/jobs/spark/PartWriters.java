package alrc.jobs.spark;

import alrc.jobs.data.PartFooters;
import alrc.jobs.storage.PendingFile;
import alrc.jobs.storage.Storage;
import alrc.stem.codec.Sha256;
import alrc.stem.dataset.EncodedExample;
import alrc.stem.dataset.ParquetExamples;
import alrc.stem.dataset.PartFacts;
import alrc.stem.dataset.ScanLayout;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.dataset.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FSError;

/**
 * The part files of one task: at most one for each split, begun when its first example comes,
 * visible when complete. A source's examples are all in one part.
 */
final class PartWriters {
  private final Storage storage;
  private final PrepareSpec spec;
  private final String name;
  private final Map<Split, Part> parts = new EnumMap<>(Split.class);

  private static final class Part {
    private final PendingFile file;
    private final ParquetExamples writer;
    private final List<SourceFacts> sources = new ArrayList<>();

    Part(PendingFile file, ParquetExamples writer) {
      this.file = file;
      this.writer = writer;
    }
  }

  /**
   * Begins the parts of a task.
   *
   * @param content what the parts will be made of, as text: equal content gives equal names
   */
  PartWriters(Storage storage, PrepareSpec spec, String content) {
    this.storage = storage;
    this.spec = spec;
    this.name =
        "part-" + Sha256.hex(spec.settings() + "|" + spec.seed() + "|" + content, 20) + ".parquet";
  }

  void write(EncodedExample example, Split split) throws IOException {
    Part part = parts.get(split);
    if (part == null) {
      PendingFile file = storage.pending(PartFooters.folder(spec.output(), split) + "/" + name);
      part = new Part(file, ParquetExamples.create(file, ScanLayout.SPARSE, spec.seed()));
      parts.put(split, part);
    }
    part.writer.write(example);
  }

  /** Notes the facts of a source whose examples have all been written. */
  void finished(SourceFacts facts) {
    Part part = parts.get(facts.split());
    if (part != null && facts.examples() > 0) {
      part.sources.add(facts);
    }
  }

  /** Completes the files. */
  void commit() throws IOException {
    for (Part part : parts.values()) {
      part.writer.describe(new PartFacts(spec.settings(), spec.seed(), part.sources));
      part.writer.close();
      part.file.complete();
    }
  }

  /** Drops what was written and not committed. */
  void discard() {
    for (Part part : parts.values()) {
      part.file.abort();
      try {
        part.writer.close();
      } catch (IOException | RuntimeException | FSError alreadyBroken) {
        // The temporary file is dropped in any case.
      }
      try {
        part.file.remove();
      } catch (IOException unreachable) {
        // It has a hidden temporary name; the next run removes it.
      }
    }
  }
}
