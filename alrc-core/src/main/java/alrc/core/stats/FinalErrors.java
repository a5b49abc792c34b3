package alrc.core.stats;

import alrc.settings.Limits;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The final errors of one cell's finished trials. The trial (its seed) is the unit of replication.
 *
 * @param bySeed seed → final error, smaller is better, in the unit of the loss or metric; +∞ is a
 *     diverged trial. Failed and pending trials are absent.
 */
public record FinalErrors(SortedMap<Long, Double> bySeed) {
  public FinalErrors {
    bySeed = Collections.unmodifiableSortedMap(new TreeMap<>(bySeed));
    bySeed.forEach(
        (seed, error) ->
            Limits.require(
                error > Double.NEGATIVE_INFINITY,
                "final error of seed " + seed,
                error,
                "must be a number, or +∞ for a diverged trial"));
  }

  /** Copies the map, whatever its order. */
  public static FinalErrors of(Map<Long, Double> bySeed) {
    return new FinalErrors(new TreeMap<>(bySeed));
  }

  /**
   * Joins two columns.
   *
   * @param seeds each different
   * @param errors as many, in the same order; +∞ is a diverged trial
   */
  public static FinalErrors of(long[] seeds, double[] errors) {
    Limits.require(seeds.length == errors.length, "errors", errors.length, "must be one per seed");
    TreeMap<Long, Double> bySeed = new TreeMap<>();
    for (int i = 0; i < seeds.length; i++) {
      boolean fresh = bySeed.put(seeds[i], errors[i]) == null;
      Limits.require(fresh, "seed", seeds[i], "must appear once");
    }
    return new FinalErrors(bySeed);
  }

  /** The errors in the order of their seeds. */
  public double[] values() {
    return bySeed.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** How many trials finished, diverged ones included. */
  public int count() {
    return bySeed.size();
  }

  /** How many trials diverged. */
  public int diverged() {
    return (int) bySeed.values().stream().filter(error -> error.isInfinite()).count();
  }

  /** The trials whose seed another cell has too. */
  public FinalErrors sharedWith(FinalErrors other) {
    TreeMap<Long, Double> shared = new TreeMap<>(bySeed);
    shared.keySet().retainAll(other.bySeed.keySet());
    return new FinalErrors(shared);
  }
}
