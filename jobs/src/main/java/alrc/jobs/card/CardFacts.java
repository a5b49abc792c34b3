package alrc.jobs.card;

import alrc.stem.dataset.Manifest;
import alrc.stem.dataset.Reject;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.dataset.SourceImage;
import alrc.stem.image.PixelSize;
import alrc.stem.scan.ScanMask;
import alrc.stem.transform.PlannedScan;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything that a card shows.
 *
 * @param manifest of the data set
 * @param masks its scan paths
 * @param scan of the recipe, if it has one
 * @param shapes {@code height × width} of the frames that were used, and how many have it, the most
 *     frequent first
 * @param rejects by reason, the most frequent first
 * @param pixelSizes of the images used, where their files state them
 * @param survey of its examples
 */
record CardFacts(
    Manifest manifest,
    List<ScanMask> masks,
    Optional<PlannedScan> scan,
    Map<String, Long> shapes,
    List<RejectReason> rejects,
    Map<Place, PixelSize> pixelSizes,
    Survey survey) {
  /** An image of a source. */
  record Place(String source, int image) {}

  /** Sums up the sources. */
  static CardFacts of(
      Manifest manifest,
      Optional<PlannedScan> scan,
      Collection<SourceFacts> sources,
      List<Reject> rejects,
      Survey survey) {
    return new CardFacts(
        manifest,
        scan.map(PlannedScan::mask).stream().toList(),
        scan,
        shapes(sources),
        RejectReason.of(rejects),
        pixelSizes(sources),
        survey);
  }

  private static Map<Place, PixelSize> pixelSizes(Collection<SourceFacts> sources) {
    Map<Place, PixelSize> sizes = new HashMap<>();
    for (SourceFacts source : sources) {
      for (SourceImage image : source.used()) {
        Double size = image.pixelSize();
        if (size != null && Double.isFinite(size) && size != 0) {
          String unit = Objects.requireNonNullElse(image.unit(), "");
          sizes.put(new Place(source.source(), image.image()), new PixelSize(size, unit));
        }
      }
    }
    return sizes;
  }

  private static Map<String, Long> shapes(Collection<SourceFacts> sources) {
    TreeMap<String, Long> counts =
        sources.stream()
            .filter(source -> source.examples() > 0)
            .flatMap(source -> source.fingerprints().stream())
            .collect(
                Collectors.groupingBy(
                    frame -> frame.height() + " × " + frame.width(),
                    TreeMap::new,
                    Collectors.counting()));
    Map<String, Long> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }
}
