package alrc.jobs.page;

import java.util.ArrayList;
import java.util.List;

/** Round numbers for the ticks of a linear axis. */
public final class Ticks {
  private static final int MOST = 5;

  private Ticks() {}

  /**
   * The multiples of 1, 2 or 5 times a power of ten in a range, at most six.
   *
   * @param low finite
   * @param high finite, ≥ {@code low}
   * @return none where no such number is in the range, as where it is one value
   */
  public static List<Double> of(double low, double high) {
    List<Double> ticks = new ArrayList<>();
    double step = step(high - low);
    if (step > 0 && Double.isFinite(step)) {
      for (double i = Math.ceil(low / step); i * step <= high && ticks.size() <= MOST; i++) {
        ticks.add(i * step);
      }
    }
    return ticks;
  }

  /** The step between ticks: at least a fifth of the span. */
  public static double step(double span) {
    double unit = StrictMath.pow(10, Math.floor(StrictMath.log10(span / MOST)));
    double steps = span / MOST / unit;
    return unit * (steps > 5 ? 10 : steps > 2 ? 5 : steps > 1 ? 2 : 1);
  }
}
