package alrc.jobs.chart;

import alrc.core.stats.Quantile;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * The range of an axis of errors. It follows what is finite and typical, so that neither a
 * divergence nor a single spike flattens the rest, and counts what it leaves out.
 *
 * @param scale of the axis
 * @param low its lower end, in the unit of the errors; &gt; 0 on a log axis
 * @param high its upper end, &gt; {@code low}
 * @param above finite values above the axis
 * @param below finite values below the axis: zeros of a log axis
 */
record ErrorRange(Scale scale, double low, double high, int above, int below) {

  /**
   * Larger than this many times the 99th percentile is not typical, nor, on a log axis, smaller
   * than the first percentile divided by it.
   */
  private static final double SPIKE = 10;

  /** A log axis that spans less has too few round numbers to label, and looks like a linear one. */
  private static final double LEAST_RATIO = 3;

  /** A linear axis that spans less of its values would repeat the labels, which have 6 digits. */
  private static final double LEAST_SPAN = 1e-4;

  /** Where every trial diverged: larger than this many times the median is not typical. */
  private static final double DIVERGING = 1000;

  /**
   * The range of some values.
   *
   * @param typical errors of trials that did not diverge
   * @param others those of trials that did, on their way: they widen the axis only where there is
   *     no typical one. Values that are not finite count nowhere.
   */
  static ErrorRange of(Scale scale, double[] typical, double[] others) {
    double[] all = shown(scale, DoubleStream.concat(Arrays.stream(typical), Arrays.stream(others)));
    double[] calm = shown(scale, Arrays.stream(typical));
    double limit =
        calm.length > 0 ? SPIKE * Quantile.of(0.99, calm) : DIVERGING * Quantile.median(all);
    double least =
        scale == Scale.LOG && calm.length > 0
            ? Quantile.of(0.01, calm) / SPIKE
            : Double.NEGATIVE_INFINITY;
    double[] inside =
        Arrays.stream(calm.length > 0 ? calm : all)
            .filter(value -> value >= least && value <= limit)
            .toArray();
    double low = Arrays.stream(inside).min().orElse(scale == Scale.LOG ? 0.1 : 0);
    double high = Arrays.stream(inside).max().orElse(1);
    ErrorRange range =
        scale == Scale.LOG && high >= LEAST_RATIO * low ? log(low, high) : linear(low, high);
    int finite = (int) count(typical, others).filter(Double::isFinite).count();
    int above = (int) Arrays.stream(all).filter(value -> value > range.high).count();
    int under = (int) Arrays.stream(all).filter(value -> value < range.low).count();
    return new ErrorRange(range.scale, range.low, range.high, above, finite - all.length + under);
  }

  private static DoubleStream count(double[] typical, double[] others) {
    return DoubleStream.concat(Arrays.stream(typical), Arrays.stream(others));
  }

  private static double[] shown(Scale scale, DoubleStream values) {
    return values
        .filter(value -> Double.isFinite(value) && (scale == Scale.LINEAR || value > 0))
        .toArray();
  }

  /** A twentieth of the height is left free at either end. */
  private static ErrorRange log(double low, double high) {
    double ratio = StrictMath.pow(high / low, 0.05);
    return new ErrorRange(Scale.LOG, low / ratio, high * ratio, 0, 0);
  }

  /** Rounded outwards to a step of 1, 2 or 5 times a power of ten. */
  private static ErrorRange linear(double lowest, double highest) {
    double least = LEAST_SPAN * Math.max(Math.abs(highest), 1e-300);
    double middle = lowest / 2 + highest / 2;
    double low = highest - lowest < least ? middle - least / 2 : lowest;
    double high = highest - lowest < least ? middle + least / 2 : highest;
    double span = high - low;
    double unit = StrictMath.pow(10, Math.floor(StrictMath.log10(span / 4)));
    double steps = span / 4 / unit;
    double step = unit * (steps > 5 ? 10 : steps > 2 ? 5 : steps > 1 ? 2 : 1);
    double from = Math.floor((low - 0.02 * span) / step);
    double to = Math.ceil((high + 0.02 * span) / step);
    double start = low >= 0 ? Math.max(0, from) : from;
    return new ErrorRange(Scale.LINEAR, rounded(start * step), rounded(to * step), 0, 0);
  }

  private static double rounded(double value) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.9e", value));
  }

  /** What is not shown, as a sentence; empty where all is. */
  String leftOut() {
    if (above > 0 && below > 0) {
      return CaptionText.count(above, "value")
          + " above and "
          + below
          + " below the axis are not shown.";
    }
    return above > 0 ? oneSide(above, "above") : below > 0 ? oneSide(below, "below") : "";
  }

  private static String oneSide(int count, String side) {
    return CaptionText.count(count, "value")
        + " "
        + side
        + " the axis "
        + (count == 1 ? "is" : "are")
        + " not shown.";
  }

  ObjectNode data() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("scale", scale.name().toLowerCase(Locale.ROOT))
        .put("low", low)
        .put("high", high);
  }
}
