package alrc.jobs.card;

import alrc.jobs.data.PartFiles;
import alrc.jobs.data.PartFooters;
import alrc.jobs.storage.Storage;
import alrc.settings.Sha256;
import alrc.stem.dataset.Split;
import alrc.stem.examples.ExampleGlance;
import alrc.stem.examples.ExamplePart;
import alrc.stem.examples.ExamplePart.Wanted;
import alrc.stem.scan.ScanMask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Looks at a data set at a bounded cost: four narrow columns of at most 256 parts and 262,144
 * examples, and the pixels of 96 examples, one by one. Parts and examples are chosen by hashes of
 * seed and name, so that a set that is within the bounds has the same survey however it was made.
 */
public final class Surveyor {
  private static final int MOST_PARTS = 256;
  private static final int MOST_EXAMPLES = 1 << 18;
  private static final int MEASURED = 96;
  private static final int PICTURED = 12;

  private record Place(String id, Split split, PartFiles part, int position) {}

  private record SplitPart(Split split, PartFiles files) {}

  private final Storage storage;
  private final long seed;
  private final List<ScanMask> masks;
  private final List<SplitPart> parts = new ArrayList<>();
  private final DoubleStream.Builder ranges = DoubleStream.builder();
  private final DoubleStream.Builder means = DoubleStream.builder();

  /** The examples of the smallest hashes. */
  private final TreeMap<String, Place> chosen = new TreeMap<>();

  private long examples;
  private long blank;

  private Surveyor(Storage storage, String dataset, long seed, List<ScanMask> masks)
      throws IOException {
    this.storage = storage;
    this.seed = seed;
    this.masks = masks;
    for (Split split : Split.values()) {
      for (PartFiles files : PartFooters.parts(storage, dataset, split)) {
        parts.add(new SplitPart(split, files));
      }
    }
    parts.sort(Comparator.comparing(part -> hash(name(part))));
  }

  /**
   * Looks at a data set.
   *
   * @param masks the scan paths of its scans
   */
  static Survey of(Storage storage, String dataset, long seed, List<ScanMask> masks)
      throws IOException {
    return new Surveyor(storage, dataset, seed, masks).survey();
  }

  /** A few examples of a data set as pictures, the ones that its card shows. */
  public static List<Pictured> sample(
      Storage storage, String dataset, long seed, List<ScanMask> masks) throws IOException {
    return of(storage, dataset, seed, masks).sample();
  }

  private Survey survey() throws IOException {
    int read = 0;
    while (read < Math.min(parts.size(), MOST_PARTS) && examples < MOST_EXAMPLES) {
      SplitPart part = parts.get(read++);
      part.files.glance(storage, glance -> note(part, glance));
    }
    List<Pictured> pictures = pictures();
    return new Survey(
        parts.size(),
        read,
        examples,
        blank,
        Histogram.of(ranges.build().toArray()),
        chosen.size(),
        Histogram.of(means.build().toArray()),
        pictures);
  }

  private boolean note(SplitPart part, ExampleGlance glance) {
    examples++;
    blank += glance.blank() ? 1 : 0;
    ranges.add(glance.rawMax() - glance.rawMin());
    chosen.put(
        hash(glance.id()), new Place(glance.id(), part.split, part.files, glance.position()));
    if (chosen.size() > MEASURED) {
      chosen.pollLastEntry();
    }
    return examples < MOST_EXAMPLES;
  }

  /** Reads the chosen examples, and makes pictures of the first of them. */
  private List<Pictured> pictures() throws IOException {
    List<Pictured> pictures = new ArrayList<>();
    Set<Place> pictured = chosen.values().stream().limit(PICTURED).collect(Collectors.toSet());
    List<PartFiles> needed = chosen.values().stream().map(Place::part).distinct().toList();
    for (PartFiles files : needed) {
      try (ExamplePart part = files.open(storage)) {
        for (Place place : chosen.values()) {
          if (!place.part.equals(files)) {
            continue;
          }
          boolean shown = pictured.contains(place);
          var example = part.read(place.position, shown ? Wanted.ALL : Wanted.TRUTH);
          means.add(RawMean.of(example));
          if (shown) {
            pictures.add(Pictured.of(example, place.split, mask(example.maskId())));
          }
        }
      }
    }
    pictures.sort(Comparator.comparing(picture -> picture.key().id()));
    return pictures;
  }

  private Optional<ScanMask> mask(@org.jspecify.annotations.Nullable String id) {
    return masks.stream().filter(mask -> mask.id().equals(id)).findFirst();
  }

  private String hash(String name) {
    return Sha256.hex(seed + "|card|" + name, 32);
  }

  private static String name(SplitPart part) {
    String base = part.files.base();
    return part.split.label() + base.substring(base.lastIndexOf('/'));
  }
}
