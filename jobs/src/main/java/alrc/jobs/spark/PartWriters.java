package alrc.jobs.spark;

import alrc.jobs.data.PartFooters;
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
import org.apache.parquet.io.OutputFile;

/**
 * The part files of one task: at most one for each split, begun when its first example comes,
 * visible when complete. A source's examples are all in one part.
 */
final class PartWriters {
  private final Storage storage;
  private final PrepareSpec spec;
  private final Map<Split, Part> parts = new EnumMap<>(Split.class);

  private static final class Part {
    private final OutputFile place;
    private final ParquetExamples writer;
    private final List<SourceFacts> sources = new ArrayList<>();

    Part(OutputFile place, ParquetExamples writer) {
      this.place = place;
      this.writer = writer;
    }
  }

  PartWriters(Storage storage, PrepareSpec spec) {
    this.storage = storage;
    this.spec = spec;
  }

  void write(EncodedExample example, Split split) throws IOException {
    Part part = parts.get(split);
    if (part == null) {
      OutputFile place = storage.temporary(address(split, "part"));
      part = new Part(place, ParquetExamples.create(place, ScanLayout.SPARSE, spec.seed()));
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

  /** Completes the files and gives them names that follow from what is in them. */
  void commit() throws IOException {
    for (Map.Entry<Split, Part> entry : parts.entrySet()) {
      Part part = entry.getValue();
      PartFacts facts = new PartFacts(spec.settings(), spec.seed(), part.sources);
      part.writer.describe(facts);
      part.writer.close();
      String name = "part-" + Sha256.hex(facts.toJson(), 20) + ".parquet";
      storage.complete(part.place, address(entry.getKey(), name));
    }
  }

  /** Drops what was written and not committed. */
  void discard() {
    for (Part part : parts.values()) {
      try {
        part.writer.close();
      } catch (IOException | RuntimeException | FSError alreadyBroken) {
        // The temporary file is dropped in any case.
      }
      try {
        storage.delete(part.place.getPath());
      } catch (IOException unreachable) {
        // It has a hidden temporary name; the next run removes it.
      }
    }
  }

  private String address(Split split, String name) {
    return PartFooters.folder(spec.output(), split) + "/" + name;
  }
}
