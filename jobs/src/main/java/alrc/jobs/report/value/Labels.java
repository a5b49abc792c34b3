package alrc.jobs.report.value;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How settings and figures are written for people. */
public final class Labels {
  /** The setting that is called n wherever people read its values. */
  private static final String THRESHOLD = "deviations";

  private Labels() {}

  /** A setting's value: ∞ as such, whole numbers without a point, an absent one as a dash. */
  public static String value(@Nullable Object value) {
    if (value == null) {
      return "–";
    }
    if (value instanceof Double number) {
      if (number.isInfinite()) {
        return number > 0 ? "∞" : "−∞";
      }
      return plain(number);
    }
    return value.toString();
  }

  /** A duration, such as 45 s, 12 min, 3.4 h or 5.2 days. */
  public static String time(double seconds) {
    if (seconds < 90) {
      return String.format(Locale.ROOT, "%.0f s", seconds);
    }
    if (seconds < 90 * 60) {
      return String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }
    return seconds < 48 * 3600
        ? String.format(Locale.ROOT, "%.1f h", seconds / 3600)
        : String.format(Locale.ROOT, "%.1f days", seconds / 86_400);
  }

  /** The name of an axis in a heading. */
  public static String axis(String name) {
    return name.equals(THRESHOLD) ? "threshold n" : name;
  }

  /** As one would write it: 0.0008, 3, 1e9; shortest digits that mean the same number. */
  private static String plain(double number) {
    double size = Math.abs(number);
    if (Double.isNaN(number)) {
      return "NaN";
    }
    BigDecimal exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    if (number == 0 || (size >= 1e-5 && size < 1e7)) {
      return exact.signum() == 0 ? "0" : exact.toPlainString();
    }
    int exponent = exact.precision() - exact.scale() - 1;
    return exact.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
  }

  /**
   * Several settings, separated by commas, such as {@code loss quartic, n = 3}; without any: all
   * trials.
   */
  public static String settings(Map<String, Object> settings, List<String> names) {
    return names.isEmpty()
        ? "all trials"
        : names.stream()
            .map(name -> setting(name, settings.get(name)))
            .collect(Collectors.joining(", "));
  }

  /** A setting and its value, such as {@code batch 4} or {@code n = 3}. */
  public static String setting(String name, @Nullable Object value) {
    return (name.equals(THRESHOLD) ? "n = " : name + " ") + value(value);
  }
}
