package alrc.jobs.spark.prepare;

import alrc.jobs.ledger.CodeVersion;
import alrc.jobs.storage.FoundFile;
import alrc.jobs.storage.Storage;
import alrc.settings.Sha256;
import alrc.stem.dataset.ParquetStamps;
import alrc.stem.dataset.Reject;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.dataset.Stamp;
import alrc.stem.dataset.StampedSource;
import alrc.stem.prepare.ChangedSourceException;
import alrc.stem.source.UnreadableImageException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files that an earlier run read and that have kept their place, size, time of change and ETag:
 * they are taken for unchanged and not read.
 */
final class KnownFiles {
  /** What may be otherwise at the next run though the file is the same. */
  private static final Set<String> TRIED_AGAIN =
      Set.of(
          Reject.FAILED,
          Reject.CRASHED,
          ChangedSourceException.REASON,
          Kind.TOO_LARGE.reason(),
          "unreadable");

  private final Storage storage;
  private final String address;
  private final String examinedBy;
  private final Map<String, StampedSource> recorded;
  private final Map<String, StampedSource> known = new HashMap<>();

  private KnownFiles(Storage storage, PrepareSpec spec) {
    this.storage = storage;
    this.address = Storage.inside(spec.output(), ParquetStamps.FILE);
    this.examinedBy =
        String.format(
            Locale.ROOT,
            "alrc %s, --max-pixels %d, settings %s",
            CodeVersion.described(),
            spec.maxPixels(),
            Sha256.hex(spec.settings(), 16));
    this.recorded = read();
  }

  /**
   * Compares files with what was recorded of them.
   *
   * @param done the sources whose examples the output contains
   * @param suspects sources that are read whatever was recorded
   * @param readAll whether all are read
   */
  static KnownFiles among(
      List<FoundFile> files,
      Storage storage,
      PrepareSpec spec,
      Map<String, SourceFacts> done,
      Set<String> suspects,
      boolean readAll) {
    KnownFiles all = new KnownFiles(storage, spec);
    if (readAll) {
      return all;
    }
    for (FoundFile file : files) {
      StampedSource row = all.recorded.get(file.source());
      if (row != null && !suspects.contains(file.source()) && isSame(file, row)) {
        SourceFacts there = done.get(file.source());
        if (there == null ? row.examined() != null : there.sha256().equals(row.sha256())) {
          all.known.put(file.source(), row);
        }
      }
    }
    return all;
  }

  private static boolean isSame(FoundFile file, StampedSource row) {
    return row.stamp().equals(file.stamp()) && row.place().equals(place(file));
  }

  /** Files of the same name, size and time in two folders are not the same file. */
  private static String place(FoundFile file) {
    return Sha256.hex(file.stampedAddress(), 16);
  }

  private Map<String, StampedSource> read() {
    try {
      return storage.exists(address)
          ? ParquetStamps.read(storage.input(address), examinedBy)
          : Map.of();
    } catch (IOException | RuntimeException damaged) {
      return Map.of(); // It only saves reading.
    }
  }

  /** How many files are not read. */
  int count() {
    return known.size();
  }

  /** The files that must be read. */
  List<FoundFile> unknown(List<FoundFile> files) {
    return files.stream().filter(file -> !known.containsKey(file.source())).toList();
  }

  /**
   * The facts of new sources, by name, before they are compared with others: those that were read,
   * and known ones that gave no examples.
   *
   * @param done the sources whose examples the output contains
   */
  List<SourceFacts> examined(Collection<Examined> read, Set<String> done) {
    Map<String, SourceFacts> all = new TreeMap<>();
    for (Examined one : read) {
      if (one.facts() != null) {
        all.put(one.source(), one.facts());
      }
    }
    known.forEach(
        (source, row) -> {
          if (!done.contains(source)) {
            all.put(source, Objects.requireNonNull(row.examined()));
          }
        });
    return List.copyOf(all.values());
  }

  /**
   * Takes the known sources whose crops were all rejected out of those that are to be prepared:
   * their bytes and the recipe decide that.
   *
   * @param usable by source
   * @param before the facts that the output contains, by source
   * @return their facts, in the split that they would have
   */
  List<SourceFacts> takeEmpty(Map<String, SourceFacts> usable, Map<String, SourceFacts> before) {
    List<SourceFacts> empty = new ArrayList<>();
    for (SourceFacts placed : List.copyOf(usable.values())) {
      SourceFacts was = before.get(placed.source());
      if (was != null
          && known.containsKey(placed.source())
          && !was.isRejected()
          && was.examples() == 0
          && was.sha256().equals(placed.sha256())) {
        usable.remove(placed.source());
        empty.add(was.in(placed.split()));
      }
    }
    return empty;
  }

  /**
   * Records the files for the next run.
   *
   * @param files that this run listed
   * @param read what it found in those that it read
   * @param facts of all sources of the output, by source
   */
  void record(List<FoundFile> files, Collection<Examined> read, Map<String, SourceFacts> facts)
      throws IOException {
    Map<String, StampedSource> rows = new TreeMap<>(recorded);
    rows.keySet().retainAll(facts.keySet());
    // The second pass may have rejected what the first one knew.
    rows.keySet().removeIf(source -> isTriedAgain(Objects.requireNonNull(facts.get(source))));
    rows.replaceAll((source, row) -> made(facts, source) ? row.withoutFacts() : row);
    Map<String, Examined> found = new HashMap<>();
    read.forEach(one -> found.put(one.source(), one));
    for (FoundFile file : files) {
      if (!known.containsKey(file.source())) {
        StampedSource row = row(file, found.get(file.source()), facts.get(file.source()));
        if (row == null) {
          rows.remove(file.source());
        } else {
          rows.put(file.source(), row);
        }
      }
    }
    storage.publish(address, place -> ParquetStamps.write(place, rows.values(), examinedBy));
  }

  private static boolean made(Map<String, SourceFacts> facts, String source) {
    return Objects.requireNonNull(facts.get(source)).examples() > 0;
  }

  private static @Nullable StampedSource row(
      FoundFile file, @Nullable Examined read, @Nullable SourceFacts now) {
    Stamp stamp = file.stamp();
    if (stamp == null || read == null || now == null || !read.lasting() || isTriedAgain(now)) {
      return null;
    }
    SourceFacts examined = now.examples() > 0 ? null : read.facts();
    return now.examples() == 0 && examined == null
        ? null
        : new StampedSource(file.source(), now.sha256(), place(file), stamp, examined);
  }

  private static boolean isTriedAgain(SourceFacts facts) {
    return facts.rejects().stream()
        .anyMatch(reject -> reject.isWholeFile() && TRIED_AGAIN.contains(reject.reason()));
  }
}
