package alrc.jobs.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How settings and figures are written for people. */
public final class Labels {
  private Labels() {}

  /** A setting's value: ∞ as such, whole numbers without a point, an absent one as a dash. */
  static String value(@Nullable Object value) {
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

  /** Several settings in one line, such as {@code loss quartic, deviations 3}. */
  public static String settings(Map<String, Object> settings, List<String> names) {
    return names.stream()
        .map(name -> name + " " + value(settings.get(name)))
        .collect(Collectors.joining(", "));
  }
}
