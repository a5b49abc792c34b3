package alrc.jobs.chart;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers of a chart: six digits are more than a screen or a page shows. */
final class Rounded {
  private static final MathContext DIGITS = new MathContext(6);

  private Rounded() {}

  /** The nearest number of six digits; one that is not finite stays. */
  static double six(double value) {
    return Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).doubleValue() : value;
  }
}
