package alrc.stem.dataset;

import alrc.settings.Sha256;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Splits by the order of the files, as Ede &amp; Beanland did (arXiv:1905.13667): the first 75 %
 * are the training set, those up to 85 % the validation set, the rest the test set, with boundaries
 * rounded down. A further file would move the boundaries, so such a data set cannot be extended.
 *
 * <p>Every file counts, whether it is used or not. The authors counted so too: their 110,933,
 * 21,259 and 28,877 crops follow only if the 963 of 19,769 images that are too small for a crop are
 * counted. The boundaries also do not move when a file becomes readable.
 */
public final class OrderedSplit {
  private static final int TRAIN_PERCENT = 75;
  private static final int VALIDATION_PERCENT = 85;

  private final List<String> sources;
  private final Map<String, Integer> places = new HashMap<>();

  /** Keeps the names of all files, used or not, in their order. */
  public OrderedSplit(List<String> sources) {
    this.sources = List.copyOf(sources);
    for (String source : sources) {
      places.put(source, places.size());
    }
  }

  /** Returns the names of all files, in their order. */
  public List<String> sources() {
    return sources;
  }

  /** Returns the split of a file. */
  public Split of(String source) {
    Integer place = places.get(source);
    if (place == null) {
      throw new IllegalArgumentException(source + ": must be one of the files that were listed");
    }
    return of(place, sources.size());
  }

  /**
   * Returns the split of the file at a position.
   *
   * @param place from 0
   * @param files how many there are
   */
  public static Split of(long place, long files) {
    if (place < files * TRAIN_PERCENT / 100) {
      return Split.TRAIN;
    }
    return place < files * VALIDATION_PERCENT / 100 ? Split.VALIDATION : Split.TEST;
  }

  /** Returns 16 hexadecimal digits that name the files and their order. */
  public String id() {
    return Sha256.hex(String.join("\n", sources), 16);
  }
}
