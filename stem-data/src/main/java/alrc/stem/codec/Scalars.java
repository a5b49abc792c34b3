package alrc.stem.codec;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/** Reads single values: numbers, words, texts. */
final class Scalars {
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*(_[0-9]+)*)");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?([0-9]+(_[0-9]+)*\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");

  private Scalars() {}

  static Object read(Node node, Class<?> type, Place place) {
    if (type == int.class || type == Integer.class) {
      return Math.toIntExact(whole(node, Integer.MIN_VALUE, Integer.MAX_VALUE, place));
    } else if (type == long.class) {
      return whole(node, Long.MIN_VALUE, Long.MAX_VALUE, place);
    } else if (type == double.class || type == Double.class) {
      return decimal(node, place);
    } else if (type == String.class) {
      return Nodes.text(node, place, "a text");
    } else if (type.isEnum()) {
      return constant(node, type, place);
    }
    throw new IllegalStateException("settings cannot hold a " + type);
  }

  private static long whole(Node node, long least, long most, Place place) {
    String text = Nodes.plain(node, place, "a whole number");
    if (!WHOLE.matcher(text).matches()) {
      throw place.error(Nodes.describe(node) + " must be a whole number");
    }
    String rule = " must be a whole number from " + least + " to " + most;
    try {
      long value = Long.parseLong(text.replace("_", ""));
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw place.error(text + rule);
    }
    throw place.error(text + rule);
  }

  private static double decimal(Node node, Place place) {
    String text = Nodes.plain(node, place, "a number");
    if (!DECIMAL.matcher(text).matches()) {
      throw place.error(Nodes.describe(node) + " must be a number");
    }
    double value = Double.parseDouble(text.replace("_", ""));
    if (Double.isInfinite(value)) {
      throw place.error(text + " must be a number that a double can hold");
    }
    return value == 0 ? 0.0 : value;
  }

  private static Object constant(Node node, Class<?> type, Place place) {
    List<String> words =
        Arrays.stream(type.getEnumConstants()).map(c -> Words.ofConstant((Enum<?>) c)).toList();
    String rule = "one of " + words;
    int index = words.indexOf(Nodes.text(node, place, rule));
    if (index < 0) {
      throw place.error(Nodes.describe(node) + " must be " + rule);
    }
    return type.getEnumConstants()[index];
  }
}
