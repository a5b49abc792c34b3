package alrc.jobs.spark.prepare;

import alrc.jobs.data.PartFooters;
import alrc.jobs.fault.UserMistake;
import alrc.jobs.storage.Storage;
import alrc.stem.codec.SettingsJson;
import alrc.stem.dataset.DatasetFormat;
import alrc.stem.dataset.DatasetLayout;
import alrc.stem.dataset.Formats;
import alrc.stem.dataset.ParquetRejects;
import alrc.stem.dataset.PartFacts;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.dataset.Split;
import alrc.stem.prepare.FrameChoice;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileStatus;

/** What an output holds already, as its files say themselves. */
final class PreparedParts {
  /** An unfinished file as old as this belongs to no run that is alive. */
  private static final long ABANDONED_MILLIS = TimeUnit.HOURS.toMillis(12);

  private PreparedParts() {}

  /**
   * The facts of every source whose examples an output holds, by source.
   *
   * @throws UserMistake where the output was made otherwise, or holds a source twice
   */
  static Map<String, SourceFacts> done(Storage storage, PrepareSpec spec) throws IOException {
    Map<String, SourceFacts> sources = new TreeMap<>();
    for (Map.Entry<String, PartFacts> part : PartFooters.read(storage, spec.output()).entrySet()) {
      check(part.getValue(), spec);
      for (SourceFacts source : part.getValue().sources()) {
        if (sources.put(source.source(), source) != null) {
          throw new UserMistake(
              String.format(
                  "--output %s: holds the examples of %s twice, once in %s; two runs wrote at once:"
                      + " prepare into another folder",
                  spec.output(), source.source(), part.getKey()));
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
      check(facts, spec);
      facts.sources().forEach(source -> sources.put(source.source(), source));
    }
    return sources;
  }

  /** Removes what killed runs left: temporary names, and companions of a part that never came. */
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

  private static boolean isOrphan(String name, DatasetFormat format, Set<String> names) {
    return format.companions().stream()
        .filter(name::endsWith)
        .map(end -> name.substring(0, name.length() - end.length()) + format.suffix())
        .anyMatch(main -> !names.contains(main));
  }

  private static void check(PartFacts facts, PrepareSpec spec) {
    if (facts.seed() != spec.seed()) {
      throw new UserMistake(
          String.format(
              "--seed %d: %s was prepared with seed %d; give that seed or another folder",
              spec.seed(), spec.output(), facts.seed()));
    }
    checkSplit(facts, spec);
    checkRecipe(facts, spec);
    DatasetLayout there = facts.layout();
    DatasetLayout asked = spec.layout();
    checkSame(spec, "--format", asked.format(), there.format());
    checkSame(spec, "--scan-layout", asked.scanLayout().label(), there.scanLayout().label());
    checkSame(spec, "--pixels", asked.pixels().label(), there.pixels().label());
  }

  private static void checkRecipe(PartFacts facts, PrepareSpec spec) {
    ObjectNode there = (ObjectNode) SettingsJson.parse(facts.recipe());
    ObjectNode asked = (ObjectNode) SettingsJson.parse(spec.settings());
    String frames = there.remove("frames").toString();
    asked.remove("frames");
    checkSame(
        spec,
        "--frames",
        spec.frames().label(),
        SettingsJson.read(frames, FrameChoice.class).label());
    SettingsDifference.first("", there, asked)
        .ifPresent(
            difference -> {
              throw new UserMistake(
                  String.format(
                      "--recipe %s: %s was prepared with another (%s); give that or another folder",
                      spec.parsedRecipe().name(), spec.output(), difference));
            });
  }

  private static void checkSame(PrepareSpec spec, String option, String asked, String there) {
    if (!asked.equals(there)) {
      throw new UserMistake(
          String.format(
              "%s %s: %s was prepared with %s; give that or another folder",
              option, asked, spec.output(), there));
    }
  }

  private static void checkSplit(PartFacts facts, PrepareSpec spec) {
    String listing = SettingsJson.parse(facts.recipe()).path("listing").asText("");
    boolean ordered = !listing.isEmpty();
    if (ordered != spec.isOrdered()) {
      throw new UserMistake(
          String.format(
              "--split %s: %s was prepared with --split %s; give that or another folder",
              spec.split(), spec.output(), ordered ? PrepareSpec.ORDERED : PrepareSpec.HASH));
    }
    if (!listing.equals(spec.listing())) {
      throw new UserMistake(
          String.format(
              "--split ordered: %s was prepared from other files, and such a set cannot be extended;"
                  + " prepare into another folder",
              spec.output()));
    }
  }
}
