package alrc.jobs.report.value;

import alrc.settings.UserMistake;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A field and one of its values, as a user writes them: {@code batch=4}, {@code deviations=.inf},
 * {@code huber=none}.
 *
 * @param option by which it was given, for messages
 * @param field a column of {@code table.csv}, or {@code cell}
 * @param value as the report or a study writes it
 */
public record FieldValue(String option, String field, String value) {
  /** Reads {@code field=value}. */
  public static FieldValue parse(String option, String text) {
    int equals = text.indexOf('=');
    if (equals < 1 || equals == text.length() - 1) {
      throw new UserMistake(
          option + " '" + text + "': must be FIELD=VALUE, such as batch=4 or deviations=.inf");
    }
    String field = text.substring(0, equals).strip();
    return new FieldValue(option, field, text.substring(equals + 1).strip());
  }

  /** The same of a field whose name is known. */
  public FieldValue named(String known) {
    return new FieldValue(option, known, value);
  }

  /** Whether a setting has this value; null is a setting that does not apply. */
  public boolean matches(@Nullable Object setting) {
    if (setting == null) {
      return value.equals("none") || value.equals(Labels.value(null));
    }
    if (value.equals(Labels.value(setting))) {
      return true;
    }
    OptionalDouble wanted = number(value);
    return setting instanceof Number number
        && wanted.isPresent()
        && number.doubleValue() == wanted.getAsDouble();
  }

  private static OptionalDouble number(String text) {
    try {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case ".inf", "inf", "infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
        default -> OptionalDouble.of(Double.parseDouble(text));
      };
    } catch (NumberFormatException none) {
      return OptionalDouble.empty();
    }
  }

  /** As the user wrote it. */
  @Override
  public String toString() {
    return option + " " + field + "=" + value;
  }
}
