package alrc.jobs.card;

import java.util.Arrays;
import java.util.List;

/**
 * How often values fall into bins of equal width on an axis. A few values far from all others do
 * not stretch the axis: they are left out and counted.
 *
 * @param scale of the axis
 * @param low lower end of the first bin
 * @param high upper end of the last bin, included in it
 * @param counts of the bins; none where there is nothing to count
 * @param unplaced values that have no place on the axis: not finite, or 0 or less on a logarithmic
 *     one
 * @param far finite values that are left out because they are far from the others, ascending
 */
record Histogram(
    AxisScale scale, double low, double high, List<Long> counts, long unplaced, List<Double> far) {
  private static final int BINS = 32;

  /** Values that span more than this ratio are shown on a logarithmic axis. */
  private static final double WIDE = 100;

  /** Far: more than this many interquartile ranges outside the quartiles. */
  private static final double FENCE = 5;

  /** Where more than this fraction is far, and more than one value is, all values are shown. */
  private static final double MOST_FAR = 0.05;

  /** Fewer values do not say what is usual: all are shown. */
  private static final int FEWEST = 12;

  Histogram {
    counts = List.copyOf(counts);
    far = List.copyOf(far);
  }

  /** Counts values; positive ones that span more than two decades on a logarithmic axis. */
  static Histogram of(double[] values) {
    double[] finite = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    double[] near = near(finite);
    double[] positive = Arrays.stream(near).filter(value -> value > 0).toArray();
    boolean wide = positive.length > 0 && near[near.length - 1] / positive[0] > WIDE;
    if (wide && near[0] >= 0) {
      double[] logarithms = Arrays.stream(finite).filter(v -> v > 0).map(Math::log10).toArray();
      double[] nearOnes = Arrays.stream(near(logarithms)).map(log -> Math.pow(10, log)).toArray();
      double least = nearOnes[0] * (1 - 1e-12);
      double most = nearOnes[nearOnes.length - 1] * (1 + 1e-12);
      double[] all = Arrays.stream(finite).filter(value -> value > 0).toArray();
      return count(AxisScale.LOGARITHMIC, all, least, most, values.length - all.length);
    }
    double least = near.length == 0 ? 0 : near[0];
    double most = near.length == 0 ? 0 : near[near.length - 1];
    return count(AxisScale.LINEAR, finite, least, most, values.length - finite.length);
  }

  /** The values that are not far from the others, of ascending ones. */
  private static double[] near(double[] sorted) {
    if (sorted.length < FEWEST) {
      return sorted;
    }
    double lower = sorted[sorted.length / 4];
    double upper = sorted[sorted.length - 1 - sorted.length / 4];
    double reach = FENCE * (upper - lower);
    double[] near =
        Arrays.stream(sorted).filter(v -> v >= lower - reach && v <= upper + reach).toArray();
    int far = sorted.length - near.length;
    return far <= Math.max(1, MOST_FAR * sorted.length) ? near : sorted;
  }

  private static Histogram count(
      AxisScale scale, double[] sorted, double least, double most, long unplaced) {
    double[] values = Arrays.stream(sorted).filter(v -> v >= least && v <= most).toArray();
    List<Double> far = Arrays.stream(sorted).filter(v -> v < least || v > most).boxed().toList();
    if (values.length == 0) {
      return new Histogram(scale, 0, 0, List.of(), unplaced, far);
    }
    double low = values[0];
    double high = values[values.length - 1];
    double start = scale.on(low);
    double width = (scale.on(high) - start) / BINS;
    Long[] counts = new Long[BINS];
    Arrays.fill(counts, 0L);
    for (double value : values) {
      int bin = width > 0 ? (int) ((scale.on(value) - start) / width) : BINS / 2;
      counts[Math.min(bin, BINS - 1)]++;
    }
    return new Histogram(scale, low, high, List.of(counts), unplaced, far);
  }

  /** The largest count. */
  long most() {
    return counts.stream().mapToLong(Long::longValue).max().orElse(0);
  }
}
