package alrc.jobs.report;

import java.util.List;
import java.util.Locale;
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
      return number == Math.rint(number) && Math.abs(number) < 1e9
          ? String.valueOf(Math.round(number))
          : number.toString();
    }
    return value.toString();
  }

  /** Several settings in one line, such as {@code loss quartic, deviations 3}. */
  static String settings(Map<String, Object> settings, List<String> names) {
    return names.stream()
        .map(name -> name + " " + value(settings.get(name)))
        .collect(Collectors.joining(", "));
  }

  /** A figure of the paper's table: times 100, two or three decimals. */
  static String hundredfold(double value, int decimals) {
    return Double.isNaN(value)
        ? "–"
        : String.format(Locale.ROOT, "%." + decimals + "f", 100 * value);
  }

  /** Text as HTML shows it, in an element or in a quoted attribute. */
  public static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
