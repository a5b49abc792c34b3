package alrc.jobs.spark.prepare;

import alrc.jobs.data.PartFooters;
import alrc.jobs.storage.PendingFile;
import alrc.jobs.storage.Storage;
import alrc.settings.Sha256;
import alrc.stem.dataset.PixelEncoding;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.dataset.Split;
import alrc.stem.examples.DatasetFormat;
import alrc.stem.examples.DatasetWriter;
import alrc.stem.examples.EncodedExample;
import alrc.stem.examples.Formats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.fs.FSError;

/**
 * The part files of one task: at most one for each split, started with its first example and
 * visible once complete. A source's examples are all in one part.
 */
final class PartWriters {
  private final Storage storage;
  private final PrepareSpec spec;
  private final String name;
  private final Map<Split, Part> parts = new EnumMap<>(Split.class);

  private static final class Part {
    private final DatasetFormat format;
    private final Map<String, PendingFile> files;
    private final DatasetWriter writer;
    private final List<SourceFacts> sources = new ArrayList<>();

    Part(DatasetFormat format, Map<String, PendingFile> files, DatasetWriter writer) {
      this.format = format;
      this.files = files;
      this.writer = writer;
    }

    /** Makes its files visible, the main one last. */
    void complete() throws IOException {
      for (String suffix : format.companions()) {
        PendingFile companion = files.get(suffix);
        if (companion != null) {
          companion.complete();
        }
      }
      Objects.requireNonNull(files.get(format.suffix())).complete();
    }
  }

  /**
   * The parts of a task.
   *
   * @param content identifies the content of the parts: equal content gives equal names
   */
  PartWriters(Storage storage, PrepareSpec spec, String content) {
    this.storage = storage;
    this.spec = spec;
    this.name = "part-" + Sha256.hex(spec.settings() + "|" + spec.seed() + "|" + content, 20);
  }

  /** How examples are to be encoded. */
  PixelEncoding pixels() {
    return spec.layout().pixels();
  }

  void write(EncodedExample example, Split split) throws IOException {
    Part part = parts.get(split);
    if (part == null) {
      part = begin(split);
      parts.put(split, part);
    }
    part.writer.write(example);
  }

  private Part begin(Split split) throws IOException {
    DatasetFormat format = Formats.named(spec.layout().format());
    Map<String, PendingFile> files = new HashMap<>();
    DatasetFormat.Outputs outputs =
        suffix -> {
          String address = PartFooters.folder(spec.output(), split) + "/" + name + suffix;
          PendingFile file = storage.pending(address);
          files.put(suffix, file);
          return file;
        };
    return new Part(format, files, format.create(outputs, spec.layout(), spec.seed()));
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
      part.writer.describe(spec.facts(part.sources));
      part.writer.close();
      part.complete();
    }
  }

  /** Drops what was written and not committed. */
  void discard() {
    for (Part part : parts.values()) {
      part.files.values().forEach(PendingFile::abort);
      try {
        part.writer.close();
      } catch (IOException | RuntimeException | FSError alreadyBroken) {
        // The temporary file is dropped in any case.
      }
      for (PendingFile file : part.files.values()) {
        try {
          file.remove();
        } catch (IOException unreachable) {
          // It has a hidden temporary name; the next run removes it.
        }
      }
    }
  }
}
