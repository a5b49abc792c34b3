package alrc.jobs.cli.option;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How many rejects or failures are accepted before the exit status says so.
 *
 * @param limit a count, or a percentage of the whole
 * @param percent whether {@code limit} is a percentage
 */
public record Tolerance(double limit, boolean percent) {
  /** Any number. */
  public static final Tolerance ANY = new Tolerance(100, true);

  /** None at all. */
  public static final Tolerance NONE = new Tolerance(0, false);

  public boolean exceededBy(long count, long whole) {
    return percent ? count > limit / 100 * whole : count > limit;
  }

  public static final class Converter implements ITypeConverter<Tolerance> {
    @Override
    public Tolerance convert(String text) {
      if (!text.matches("\\d{1,9}|\\d{1,3}(\\.\\d+)?%")) {
        throw new TypeConversionException(
            "'" + text + "' must be a count such as 10, or a percentage such as 5%");
      }
      boolean percent = text.endsWith("%");
      String number = percent ? text.substring(0, text.length() - 1) : text;
      double limit = Double.parseDouble(number);
      if (percent && limit > 100) {
        throw new TypeConversionException("'" + text + "' must be at most 100%");
      }
      return new Tolerance(limit, percent);
    }
  }
}
