package alrc.jobs.report.value;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number with its uncertainty, as the LaTeX package siunitx reads it.
 *
 * @param sign {@code -} or empty
 * @param whole digits before the decimal point
 * @param decimals digits after it
 * @param uncertainty digits with or without a decimal point; empty for none
 * @param exponent of ten; empty for none
 */
public record SiNumber(
    String sign, String whole, String decimals, String uncertainty, String exponent) {
  private static final Pattern WRITTEN =
      Pattern.compile(
          "([−-]?)(\\d+)(?:\\.(\\d+))?(?:e(-?\\d+))?(?: ± (\\d+(?:\\.\\d+)?)(?:e-?\\d+)?)?");

  /** Reads what {@link Digits#meanAndSd} wrote. */
  public static SiNumber of(String written) {
    Matcher parts = WRITTEN.matcher(written);
    if (!parts.matches()) {
      throw new IllegalArgumentException(written + " is not a number of siunitx");
    }
    return new SiNumber(
        parts.group(1).isEmpty() ? "" : "-",
        parts.group(2),
        text(parts.group(3)),
        text(parts.group(5)),
        text(parts.group(4)));
  }

  private static String text(@Nullable String group) {
    return group == null ? "" : group;
  }

  /** The number as input of an {@code S} column. */
  public String text() {
    return sign
        + whole
        + (decimals.isEmpty() ? "" : "." + decimals)
        + (uncertainty.isEmpty() ? "" : " +- " + uncertainty)
        + (exponent.isEmpty() ? "" : "e" + exponent);
  }

  /** The options of a column that has room for all of these numbers. */
  public static String format(List<SiNumber> numbers) {
    int whole = largest(numbers.stream().map(SiNumber::whole).toList());
    int decimals = largest(numbers.stream().map(SiNumber::decimals).toList());
    int uncertain = largest(numbers.stream().map(SiNumber::significant).toList());
    int exponent = largest(numbers.stream().map(n -> n.exponent.replace("-", "")).toList());
    boolean negative = numbers.stream().anyMatch(number -> !number.sign.isEmpty());
    boolean small = numbers.stream().anyMatch(number -> number.exponent.startsWith("-"));
    return String.format(
        Locale.ROOT,
        "separate-uncertainty, table-format=%s%d.%d%s%s",
        negative ? "-" : "",
        whole,
        decimals,
        uncertain > 0 ? "(" + uncertain + ")" : "",
        exponent > 0 ? "e" + (small ? "-" : "") + exponent : "");
  }

  /** The digits of the uncertainty without zeros in front. */
  private String significant() {
    return uncertainty.isEmpty() ? "" : uncertainty.replace(".", "").replaceFirst("^0+(?=.)", "");
  }

  private static int largest(List<String> digits) {
    return digits.stream().mapToInt(String::length).max().orElse(0);
  }
}
