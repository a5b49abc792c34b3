package alrc.jobs.inspect;

import java.util.Locale;

/** Physical quantities with three digits and a prefix of the SI. */
public final class Quantity {
  private static final String[] PREFIXES = {"n", "µ", "m", "", "k", "M", "G", "T", "P"};
  private static final int PLAIN = 3;

  private Quantity() {}

  /**
   * Returns a quantity as people write it, such as {@code 2.62 s} or {@code 30 µs}.
   *
   * @param unit that takes prefixes, such as {@code s}
   */
  public static String of(double value, String unit) {
    if (value == 0 || !Double.isFinite(value)) {
      return (value == 0 ? "0" : Double.toString(value)) + " " + unit;
    }
    double size = Math.abs(value);
    int power = (int) Math.floor((Math.log10(size) + 1e-9) / 3);
    int index = Math.max(0, Math.min(PREFIXES.length - 1, power + PLAIN));
    return number(value / Math.pow(1000, index - PLAIN)) + " " + PREFIXES[index] + unit;
  }

  /** Returns a number of three digits, without zeros at its end. */
  public static String number(double value) {
    double size = Math.abs(value);
    if (size >= 99_500 || (size < 1e-3 && size > 0)) {
      return String.format(Locale.ROOT, "%.2e", value).replaceFirst("\\.?0*e\\+?0*", "e");
    }
    int digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    String text = String.format(Locale.ROOT, "%." + digits + "f", value);
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }
}
