package alrc.core.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Adjusts the p-values of many comparisons, so that a false alarm anywhere among them stays as rare
 * as in one. Source: Holm, "A simple sequentially rejective multiple test procedure", Scandinavian
 * Journal of Statistics 6, 1979.
 */
public final class Holm {
  private Holm() {}

  /**
   * The adjusted values, in the order of the given ones.
   *
   * @param p each in 0 … 1; a NaN stays one, and is not counted among the comparisons
   */
  public static double[] adjusted(double... p) {
    double[] adjusted = p.clone();
    int[] rising =
        IntStream.range(0, p.length)
            .filter(i -> !Double.isNaN(p[i]))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(i -> i)
            .toArray();
    double least = 0;
    for (int rank = 0; rank < rising.length; rank++) {
      least = Math.max(least, Math.min(1, (rising.length - rank) * p[rising[rank]]));
      adjusted[rising[rank]] = least;
    }
    return adjusted;
  }
}
