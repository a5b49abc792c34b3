package alrc.jobs.card;

import java.util.Arrays;
import java.util.List;

/**
 * How often values fall into bins of equal width on an axis.
 *
 * @param scale of the axis
 * @param low lower end of the first bin
 * @param high upper end of the last bin, included in it
 * @param counts of the bins; none where there is nothing to count
 * @param leftOut values that have no place on the axis: not finite, or 0 or less on a logarithmic
 *     one
 */
record Histogram(Scale scale, double low, double high, List<Long> counts, long leftOut) {
  private static final int BINS = 32;

  /** Values that span more than this ratio are shown on a logarithmic axis. */
  private static final double WIDE = 100;

  Histogram {
    counts = List.copyOf(counts);
  }

  /** Counts values; positive ones that span more than two decades on a logarithmic axis. */
  static Histogram of(double[] values) {
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    double[] positive = Arrays.stream(finite).filter(value -> value > 0).toArray();
    boolean negatives = Arrays.stream(finite).anyMatch(value -> value < 0);
    double least = Arrays.stream(positive).min().orElse(1);
    boolean wide = Arrays.stream(positive).max().orElse(1) / least > WIDE;
    return wide && !negatives
        ? count(Scale.LOGARITHMIC, positive, values.length)
        : count(Scale.LINEAR, finite, values.length);
  }

  private static Histogram count(Scale scale, double[] values, int all) {
    if (values.length == 0) {
      return new Histogram(scale, 0, 0, List.of(), all);
    }
    double low = Arrays.stream(values).min().orElseThrow();
    double high = Arrays.stream(values).max().orElseThrow();
    double start = scale.on(low);
    double width = (scale.on(high) - start) / BINS;
    Long[] counts = new Long[BINS];
    Arrays.fill(counts, 0L);
    for (double value : values) {
      int bin = width > 0 ? (int) ((scale.on(value) - start) / width) : BINS / 2;
      counts[Math.min(bin, BINS - 1)]++;
    }
    return new Histogram(scale, low, high, List.of(counts), all - values.length);
  }

  /** The largest count. */
  long most() {
    return counts.stream().mapToLong(Long::longValue).max().orElse(0);
  }
}
