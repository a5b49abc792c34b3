package alrc.settings;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * JSON text that is the same for the same values, on every Java version: no white space, keys in
 * the order of the map, numbers by a rule of our own.
 *
 * <p>A floating-point number is written with the fewest digits that read back as the same number,
 * always with a point or an exponent; ∞ is the text "Infinity".
 */
public final class CanonicalJson {
  private static final int LONGEST = 17;

  private CanonicalJson() {}

  /**
   * The text of a value.
   *
   * @param value a map with text keys, a list, a text, a truth value, a Long, an Integer or a
   *     Double
   */
  public static String write(Object value) {
    StringBuilder text = new StringBuilder();
    write(value, text);
    return text.toString();
  }

  private static void write(Object value, StringBuilder text) {
    if (value instanceof Map<?, ?> map) {
      writeMap(map, text);
    } else if (value instanceof List<?> list) {
      writeList(list, text);
    } else if (value instanceof String string) {
      quote(string, text);
    } else if (value instanceof Double number) {
      text.append(number(number));
    } else if (value instanceof Long || value instanceof Integer || value instanceof Boolean) {
      text.append(value);
    } else {
      throw new IllegalArgumentException("no canonical JSON for a " + value.getClass().getName());
    }
  }

  private static void writeMap(Map<?, ?> map, StringBuilder text) {
    text.append('{');
    Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      quote(String.valueOf(entry.getKey()), text);
      text.append(':');
      write(entry.getValue(), text);
      text.append(entries.hasNext() ? "," : "");
    }
    text.append('}');
  }

  private static void writeList(List<?> list, StringBuilder text) {
    text.append('[');
    for (int i = 0; i < list.size(); i++) {
      text.append(i == 0 ? "" : ",");
      write(list.get(i), text);
    }
    text.append(']');
  }

  private static void quote(String string, StringBuilder text) {
    text.append('"').append(JsonStringEncoder.getInstance().quoteAsString(string)).append('"');
  }

  /** The shortest decimal form that reads back as the same number. */
  static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
    }
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("no canonical JSON for NaN");
    }
    if (value == 0) {
      return "0.0";
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal shortest = exact;
    for (int digits = 1; digits <= LONGEST; digits++) {
      shortest = exact.round(new MathContext(digits));
      if (shortest.doubleValue() == value) {
        break;
      }
    }
    return decimal(shortest.stripTrailingZeros());
  }

  private static String decimal(BigDecimal number) {
    int exponent = number.precision() - number.scale() - 1;
    if (exponent >= -6 && exponent < 16) {
      String plain = number.toPlainString();
      return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
    BigDecimal mantissa = number.scaleByPowerOfTen(-exponent);
    return mantissa.toPlainString() + "e" + exponent;
  }
}
