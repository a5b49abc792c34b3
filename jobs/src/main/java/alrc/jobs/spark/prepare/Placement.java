package alrc.jobs.spark.prepare;

import alrc.jobs.storage.FoundFile;
import alrc.stem.dataset.Duplicate;
import alrc.stem.dataset.HashSplit;
import alrc.stem.dataset.OrderedSplit;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.dataset.Split;
import alrc.stem.prepare.GroupSplit;
import alrc.stem.prepare.LikeSources;
import alrc.stem.prepare.OrderedCopies;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which split each new source goes to, or why it is not used beside the others. */
final class Placement {
  private final LikeSources likeness;
  private final Map<String, SourceFacts> placed;

  private Placement(LikeSources likeness, Map<String, SourceFacts> placed) {
    this.likeness = likeness;
    this.placed = placed;
  }

  /**
   * Places new sources.
   *
   * @param files all of them, in the order of an ordered split
   * @param done the sources in the output, by name
   * @param examined the new sources
   */
  static Placement of(
      PrepareSpec spec,
      List<FoundFile> files,
      Map<String, SourceFacts> done,
      List<SourceFacts> examined) {
    List<SourceFacts> all = new ArrayList<>(done.values());
    all.addAll(examined);
    LikeSources likeness = LikeSources.among(all);
    Map<String, SourceFacts> splits =
        spec.isOrdered()
            ? inOrder(files, likeness, done, examined)
            : GroupSplit.of(new HashSplit(spec.seed()), likeness, splits(done));
    return new Placement(likeness, spec.duplicates().apply(splits, likeness, done.keySet()));
  }

  private static Map<String, Split> splits(Map<String, SourceFacts> done) {
    return done.values().stream()
        .collect(Collectors.toMap(SourceFacts::source, SourceFacts::split));
  }

  private static Map<String, SourceFacts> inOrder(
      List<FoundFile> files,
      LikeSources likeness,
      Map<String, SourceFacts> done,
      List<SourceFacts> examined) {
    OrderedSplit order = new OrderedSplit(files.stream().map(FoundFile::source).toList());
    return OrderedCopies.of(order, likeness, splits(done), examined);
  }

  /** The sources that are to be prepared, by name. */
  Map<String, SourceFacts> usable() {
    Map<String, SourceFacts> usable = new TreeMap<>(placed);
    usable.values().removeIf(SourceFacts::isRejected);
    return usable;
  }

  /** The sources that are copies and therefore not used. */
  List<SourceFacts> rejected() {
    return placed.values().stream().filter(SourceFacts::isRejected).toList();
  }

  /** Copies among the used sources, and sources that are not used because they are copies. */
  List<Duplicate> duplicates(Collection<SourceFacts> sources) {
    return likeness.duplicates(
        names(sources.stream().filter(source -> !source.isRejected())), names(rejected().stream()));
  }

  private static Set<String> names(Stream<SourceFacts> sources) {
    return sources.map(SourceFacts::source).collect(Collectors.toSet());
  }
}
