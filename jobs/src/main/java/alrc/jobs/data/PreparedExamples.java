package alrc.jobs.data;

import alrc.jobs.storage.Storage;
import alrc.stem.dataset.Split;
import alrc.stem.examples.ExamplePart;
import alrc.stem.examples.StoredExample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The examples of one split of a data set, in the order of their ids, so that neither the number of
 * part files nor their order matters. Each is read when it is asked for: in memory are their names,
 * a few open parts, and the examples read last up to a bound. Safe for any thread.
 */
final class PreparedExamples {
  private static final int OPEN_PARTS = 32;
  private static final long CACHED_BYTES = 256L << 20;

  private record Place(String id, int part, int position) {}

  /** What is done with every example while the set is opened; its pixels are not there. */
  interface Check {
    void accept(StoredExample example);
  }

  private final Storage storage;
  private final List<PartFiles> parts;
  private final List<Place> places = new ArrayList<>();
  private final Map<Integer, ExamplePart> open = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Integer, StoredExample> cache = new LinkedHashMap<>(16, 0.75f, true);
  private long cachedBytes;

  private PreparedExamples(Storage storage, List<PartFiles> parts) {
    this.storage = storage;
    this.parts = parts;
  }

  /** Opens a split, whose every example passes the check. */
  static PreparedExamples open(Storage storage, String dataset, Split split, Check check)
      throws IOException {
    PreparedExamples examples =
        new PreparedExamples(storage, PartFooters.parts(storage, dataset, split));
    for (int part = 0; part < examples.parts.size(); part++) {
      try (ExamplePart opened = examples.parts.get(part).open(storage)) {
        for (int i = 0; i < opened.count(); i++) {
          check.accept(opened.withoutPixels(i));
          examples.places.add(new Place(opened.id(i), part, i));
        }
      }
    }
    examples.places.sort(Comparator.comparing(Place::id));
    return examples;
  }

  int count() {
    return places.size();
  }

  String id(int index) {
    return places.get(index).id;
  }

  /** Reads an example, or finds it among the ones read last. */
  synchronized StoredExample example(int index) throws IOException {
    StoredExample example = cache.get(index);
    if (example == null) {
      Place place = places.get(index);
      example = part(place.part).read(place.position, ExamplePart.Wanted.ALL);
      cache.put(index, example);
      cachedBytes += example.bytes();
      var oldest = cache.values().iterator();
      while (cachedBytes > CACHED_BYTES && cache.size() > 1) {
        cachedBytes -= oldest.next().bytes();
        oldest.remove();
      }
    }
    return example;
  }

  private ExamplePart part(int number) throws IOException {
    ExamplePart part = open.get(number);
    if (part == null) {
      part = parts.get(number).open(storage);
      open.put(number, part);
      if (open.size() > OPEN_PARTS) {
        var oldest = open.values().iterator();
        oldest.next().close();
        oldest.remove();
      }
    }
    return part;
  }
}
