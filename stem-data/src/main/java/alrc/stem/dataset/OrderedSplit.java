package alrc.stem.dataset;

import alrc.settings.Sha256;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Splits by the order of the files, as Ede &amp; Beanland did (arXiv:1905.13667): the first 75 %
 * are for fitting, up to 85 % for choosing, the rest for the final figure, boundaries rounded down.
 * A further file would move the boundaries, so such a data set is not extended.
 *
 * <p>Every file has its place, whether it is used or not: so did the authors count, whose 110,933,
 * 21,259 and 28,877 crops only come out when the 963 of 19,769 images that are too small for a crop
 * are counted too. And the boundaries then stay where they are when a file that could not be read
 * can be read again.
 */
public final class OrderedSplit {
  private static final int TRAIN_PERCENT = 75;
  private static final int VALIDATION_PERCENT = 85;

  private final List<String> sources;
  private final Map<String, Integer> places = new HashMap<>();

  /** Takes the names of all files, used or not, in their order. */
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
   * Returns the split of the file at a place.
   *
   * @param place from 0
   * @param files in all
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
