package alrc.jobs.report.value;

import alrc.core.stats.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** Numbers with as many digits as their spread justifies. */
public final class Digits {
  private static final MathContext THREE = new MathContext(3, RoundingMode.HALF_EVEN);

  /** Beyond these powers of ten a number is written with an exponent. */
  private static final int SMALLEST = -3;

  private static final int LARGEST = 6;

  /** Levels that a p-value is read against. */
  private static final List<Double> LEVELS = List.of(0.05, 0.01, 0.001);

  private static final int MOST_DECIMALS = 8;

  private Digits() {}

  /**
   * A mean and its standard deviation, such as {@code 3.12e-5 ± 0.04e-5}: the deviation has one or
   * two digits by the rule of the Particle Data Group (Review of Particle Physics, introduction,
   * section 5.3: two where its first three are 100 to 354, else one), and the mean ends at the same
   * place.
   *
   * @param sd ≥ 0; without one, or at 0, the mean has three digits
   */
  public static String meanAndSd(double mean, OptionalDouble sd) {
    double spread = sd.orElse(0);
    if (!(spread > 0)) {
      return written(mean, exponent(mean) - 2, exponent(mean)) + (sd.isPresent() ? " ± 0" : "");
    }
    BigDecimal rounded = new BigDecimal(spread).round(THREE);
    boolean two = leading(rounded) <= 354;
    int last = exponent(rounded) - (two ? 1 : 0);
    int largest = Math.max(exponent(mean), exponent(spread));
    return written(mean, last, largest) + " ± " + written(spread, last, largest);
  }

  /** A number that ends at 10^last, with the exponent of the largest one beside it. */
  private static String written(double number, int last, int largest) {
    boolean plain = largest >= SMALLEST && largest < LARGEST;
    int shift = plain ? 0 : largest;
    String digits = fixed(new BigDecimal(number).movePointLeft(shift), shift - last);
    return plain ? digits : digits + "e" + shift;
  }

  private static int exponent(double number) {
    return number == 0 ? 0 : exponent(new BigDecimal(number).round(THREE));
  }

  private static int exponent(BigDecimal number) {
    return number.precision() - number.scale() - 1;
  }

  /** The first three digits, 100 to 999. */
  private static int leading(BigDecimal number) {
    return number.movePointLeft(exponent(number) - 2).intValue();
  }

  private static String fixed(BigDecimal number, int decimals) {
    BigDecimal rounded = number.setScale(decimals, RoundingMode.HALF_EVEN);
    String digits = rounded.setScale(Math.max(0, decimals)).abs().toPlainString();
    return rounded.signum() < 0 ? "−" + digits : digits;
  }

  /**
   * A fraction and the ends of its interval as per cent, without the sign %, all with the decimals
   * that fit the interval: two digits of its half width.
   */
  public static List<String> percents(double fraction, Optional<Interval> interval) {
    double size =
        interval.map(ends -> (ends.high() - ends.low()) / 2).filter(w -> w > 0).orElse(fraction);
    int decimals = size == 0 ? 0 : Math.max(0, 1 - exponent(100 * size));
    return DoubleStream.concat(
            DoubleStream.of(fraction),
            interval.stream().flatMapToDouble(ends -> DoubleStream.of(ends.low(), ends.high())))
        .mapToObj(each -> fixed(new BigDecimal(100 * each), decimals))
        .toList();
  }

  /**
   * A p-value with its relation: {@code p = 0.002}, {@code p < 0.001}. It has as many decimals as
   * say on which side of 0.05, 0.01 and 0.001 it is: {@code p = 0.0499} is not 0.050.
   */
  public static String p(double p) {
    if (p < 0.001) {
      return "p < 0.001";
    }
    BigDecimal exact = new BigDecimal(p);
    for (int decimals = p < 0.1 ? 3 : 2; decimals <= MOST_DECIMALS; decimals++) {
      String rounded = fixed(exact, decimals);
      if (LEVELS.stream().allMatch(level -> side(level, p) == side(level, rounded))) {
        return "p = " + rounded;
      }
    }
    double nearest =
        LEVELS.stream().filter(level -> Math.abs(level - p) < 1e-6).findFirst().orElse(p);
    return (p < nearest ? "p < " : "p > ")
        + new BigDecimal(String.valueOf(nearest)).toPlainString();
  }

  private static int side(double level, double p) {
    return Double.compare(p, level);
  }

  private static int side(double level, String rounded) {
    return side(level, Double.parseDouble(rounded));
  }

  /** A probability with two decimals. */
  public static String probability(double probability) {
    return fixed(new BigDecimal(probability), 2);
  }

  /** A count that is an estimate: two digits, rounded up. */
  public static String about(long count) {
    return new BigDecimal(count).round(new MathContext(2, RoundingMode.CEILING)).toPlainString();
  }
}
