package alrc.jobs.spark.prepare;

import alrc.jobs.data.PartFooters;
import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import alrc.stem.dataset.ParquetRejects;
import alrc.stem.dataset.PartFacts;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.dataset.Split;
import alrc.stem.examples.DatasetFormat;
import alrc.stem.examples.Formats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileStatus;

/** The content of an output, from the facts in its files. */
final class PreparedParts {
  /** An unfinished file as old as this belongs to no run that is alive. */
  private static final long ABANDONED_MILLIS = TimeUnit.HOURS.toMillis(12);

  private PreparedParts() {}

  /**
   * The facts of every source with examples in an output, by source.
   *
   * @throws UserMistake if the output was made with other settings, or contains a source twice
   */
  static Map<String, SourceFacts> done(Storage storage, PrepareSpec spec) throws IOException {
    SameSettings same = new SameSettings(storage, spec);
    Map<String, SourceFacts> sources = new TreeMap<>();
    for (Map.Entry<String, PartFacts> part : PartFooters.read(storage, spec.output()).entrySet()) {
      same.check(part.getValue());
      for (SourceFacts source : part.getValue().sources()) {
        same.check(source);
        if (sources.put(source.source(), source) != null) {
          throw new UserMistake(
              String.format(
                  Locale.ROOT,
                  "--output %s: contains the examples of %s twice, once in %s; two runs wrote at"
                      + " once: prepare into another folder",
                  spec.output(),
                  source.source(),
                  part.getKey()));
        }
      }
    }
    return sources;
  }

  /** The facts of the sources that gave no examples, from the footer of the rejects. */
  static Map<String, SourceFacts> rejected(Storage storage, PrepareSpec spec) throws IOException {
    Map<String, SourceFacts> sources = new TreeMap<>();
    String address = Storage.inside(spec.output(), ParquetRejects.FILE);
    if (storage.exists(address)) {
      PartFacts facts = ParquetRejects.facts(storage.input(address));
      new SameSettings(storage, spec).check(facts);
      facts.sources().forEach(source -> sources.put(source.source(), source));
    }
    return sources;
  }

  /** Removes what killed runs left: temporary files, and files of parts that do not exist. */
  static void removeAbandoned(Storage storage, PrepareSpec spec) throws IOException {
    long now = System.currentTimeMillis();
    DatasetFormat format = Formats.named(spec.layout().format());
    for (Split split : Split.values()) {
      List<FileStatus> files = storage.list(PartFooters.folder(spec.output(), split));
      Set<String> names = new HashSet<>();
      files.forEach(file -> names.add(file.getPath().getName()));
      for (FileStatus file : files) {
        String name = file.getPath().getName();
        boolean unfinished = name.endsWith(".tmp") || isOrphan(name, format, names);
        if (unfinished && now - file.getModificationTime() > ABANDONED_MILLIS) {
          storage.delete(file.getPath().toString());
        }
      }
    }
  }

  /**
   * Removes the temporary files of killed runs at the end of one, unless another run is at work.
   *
   * @param start of this run, in milliseconds since 1970
   */
  static void removeLeft(Storage storage, PrepareSpec spec, long start) throws IOException {
    List<String> folders = new ArrayList<>(List.of(spec.output()));
    for (Split split : Split.values()) {
      folders.add(PartFooters.folder(spec.output(), split));
    }
    for (String folder : folders) {
      for (FileStatus file : storage.list(folder)) {
        String name = file.getPath().getName();
        boolean temporary = name.startsWith(".") && name.endsWith(".tmp");
        if (temporary && file.getModificationTime() < start) {
          storage.delete(file.getPath().toString());
        }
      }
    }
  }

  private static boolean isOrphan(String name, DatasetFormat format, Set<String> names) {
    return format.companions().stream()
        .filter(name::endsWith)
        .map(end -> name.substring(0, name.length() - end.length()) + format.suffix())
        .anyMatch(main -> !names.contains(main));
  }
}
