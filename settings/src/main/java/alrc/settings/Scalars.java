package alrc.settings;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads single values: numbers, words, truth values and texts. */
final class Scalars {
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*(_[0-9]+)*)");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?([0-9]+(_[0-9]+)*\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
  private static final Pattern INFINITY = Pattern.compile("[-+]?(\\.inf|\\.Inf|\\.INF|Infinity)");

  private Scalars() {}

  /**
   * The value of a node.
   *
   * @param range of a whole number; null where its type alone limits it
   */
  static Object read(Node node, Class<?> type, @Nullable Range range) {
    if (type == int.class || type == Integer.class) {
      return Math.toIntExact(whole(node, Integer.MIN_VALUE, Integer.MAX_VALUE, range));
    } else if (type == long.class || type == Long.class) {
      return whole(node, Long.MIN_VALUE, Long.MAX_VALUE, range);
    } else if (type == double.class || type == Double.class) {
      return decimal(node);
    } else if (type == boolean.class || type == Boolean.class) {
      return flag(node);
    } else if (type == String.class) {
      return text(node);
    } else if (type.isEnum()) {
      return constant(node, type);
    }
    throw new IllegalStateException("settings cannot have a " + type);
  }

  private static boolean isText(Node node) {
    return node instanceof Node.Scalar scalar && scalar.isText();
  }

  private static String plain(Node node) {
    return node instanceof Node.Scalar scalar && scalar.style() == Node.Style.PLAIN
        ? scalar.text()
        : "";
  }

  static String text(Node node) {
    if (!isText(node)) {
      throw node.mistake("must be a text");
    }
    return ((Node.Scalar) node).text();
  }

  private static long whole(Node node, long smallest, long largest, @Nullable Range range) {
    long least = range == null ? smallest : Math.max(smallest, range.least());
    long most = range == null ? largest : Math.min(largest, range.most());
    String text = plain(node);
    if (!WHOLE.matcher(text).matches()) {
      throw node.mistake("must be a whole number");
    }
    SettingMistake outside =
        node.place().mistake(text + " must be a whole number from " + least + " to " + most);
    try {
      long value = Long.parseLong(text.replace("_", ""));
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw outside;
    }
    throw outside;
  }

  private static double decimal(Node node) {
    String text = isText(node) ? ((Node.Scalar) node).text() : "";
    if (INFINITY.matcher(text).matches()) {
      return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (!DECIMAL.matcher(plain(node)).matches()) {
      throw node.mistake("must be a number");
    }
    double value = Double.parseDouble(text.replace("_", ""));
    if (Double.isInfinite(value)) {
      String rule = " must be a number that a double can represent (write .inf for infinity)";
      throw node.place().mistake(text + rule);
    }
    return value == 0 ? 0.0 : value;
  }

  private static boolean flag(Node node) {
    String text = plain(node);
    if (!text.equals("true") && !text.equals("false")) {
      throw node.mistake("must be true or false");
    }
    return Boolean.parseBoolean(text);
  }

  private static Object constant(Node node, Class<?> type) {
    List<String> words =
        Arrays.stream(type.getEnumConstants()).map(c -> Words.ofConstant((Enum<?>) c)).toList();
    String word = isText(node) ? ((Node.Scalar) node).text() : "";
    int index = words.indexOf(word);
    if (index < 0) {
      throw node.mistake("must be one of " + words + Words.orNearest(word, words));
    }
    return type.getEnumConstants()[index];
  }
}
