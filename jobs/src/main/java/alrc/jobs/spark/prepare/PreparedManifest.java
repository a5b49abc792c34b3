package alrc.jobs.spark.prepare;

import static java.util.stream.Collectors.toSet;

import alrc.settings.RecordJson;
import alrc.stem.dataset.Duplicate;
import alrc.stem.dataset.Manifest;
import alrc.stem.dataset.Reject;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.dataset.Split;
import alrc.stem.examples.ExampleDigest;
import alrc.stem.transform.Recipe;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Adds up the results of the sources. */
final class PreparedManifest {
  private PreparedManifest() {}

  static Manifest of(
      PrepareSpec spec,
      Collection<SourceFacts> sources,
      List<Reject> rejects,
      List<Duplicate> duplicates,
      Map<String, String> versions) {
    Recipe recipe = spec.parsedRecipe();
    long used = sources.stream().filter(source -> !source.isRejected()).count();
    long rejected = rejects.stream().filter(Reject::isWholeFile).count();
    Map<String, Long> splits = new TreeMap<>();
    for (Split split : Split.values()) {
      splits.put(
          split.label(), sum(sources, source -> source.split() == split ? source.examples() : 0));
    }
    return new Manifest(
        used + rejected,
        used,
        rejected,
        sum(sources, SourceFacts::images),
        sum(sources, SourceFacts::imagesUsed),
        sum(sources, SourceFacts::crops),
        sum(sources, SourceFacts::examples),
        sum(sources, SourceFacts::cropsRejected),
        ExampleDigest.text(sum(sources, SourceFacts::digest)),
        recipe.name(),
        RecordJson.parse(spec.settings()),
        spec.seed(),
        spec.layout().format(),
        spec.layout().scanLayout().label(),
        spec.layout().pixels().label(),
        spec.split(),
        splits,
        duplicates(rejects, duplicates),
        recipe.mask().map(mask -> List.of(mask.id())).orElse(List.of()),
        versions);
  }

  private static Map<String, Long> duplicates(List<Reject> rejects, List<Duplicate> duplicates) {
    Set<String> unused =
        rejects.stream().filter(Reject::isWholeFile).map(Reject::source).collect(toSet());
    Map<String, Long> counts = new TreeMap<>(Map.of(Duplicate.EXACT, 0L, Duplicate.NEAR, 0L));
    duplicates.stream()
        .filter(duplicate -> !unused.contains(duplicate.source()))
        .forEach(duplicate -> counts.merge(duplicate.kind(), 1L, Long::sum));
    counts.put("dropped", rejects.stream().filter(r -> r.reason().endsWith("duplicate")).count());
    counts.put(
        "bridging", rejects.stream().filter(r -> r.reason().equals("bridges-splits")).count());
    return counts;
  }

  private static long sum(Collection<SourceFacts> sources, ToLongFunction<SourceFacts> field) {
    return sources.stream().mapToLong(field).sum();
  }
}
