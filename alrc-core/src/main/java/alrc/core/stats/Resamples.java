package alrc.core.stats;

import alrc.core.random.Randomness;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which places of a sorted sample each resample of {@link Bootstrap} draws, itself sorted. They
 * depend on the bootstrap and the sample's size alone, so that a study of many cells draws once.
 */
final class Resamples {
  /** Larger samples are drawn anew: the table would be larger than it is worth. */
  static final int LARGEST = 256;

  private static final Map<Key, int[][]> KNOWN = new ConcurrentHashMap<>();

  private record Key(Bootstrap bootstrap, int size) {}

  private Resamples() {}

  /** The places, one row per resample; not to be changed. */
  static int[][] of(Bootstrap bootstrap, int size) {
    return KNOWN.computeIfAbsent(new Key(bootstrap, size), Resamples::drawn);
  }

  private static int[][] drawn(Key key) {
    SplittableRandom random = Randomness.of(key.bootstrap().seed(), "bootstrap");
    int[][] all = new int[key.bootstrap().resamples()][key.size()];
    for (int[] one : all) {
      for (int k = 0; k < one.length; k++) {
        one[k] = random.nextInt(key.size());
      }
      Arrays.sort(one);
    }
    return all;
  }
}
