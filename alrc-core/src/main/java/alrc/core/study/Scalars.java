package alrc.core.study;

import alrc.core.codec.FieldType;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/** Reads single numbers, words and truth values; whatever else stands there is refused. */
final class Scalars {
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*(_[0-9]+)*)");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?([0-9]+(_[0-9]+)*\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
  private static final Pattern INFINITY = Pattern.compile("[-+]?(\\.inf|\\.Inf|\\.INF|Infinity)");

  private Scalars() {}

  static Object number(Node node, Place place) {
    String text = Nodes.isText(node) ? Nodes.text(node) : "";
    if (INFINITY.matcher(text).matches()) {
      return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (!Nodes.isPlain(node) || !DECIMAL.matcher(text).matches()) {
      throw place.error(Nodes.describe(node) + " must be a number");
    }
    double value = Double.parseDouble(text.replace("_", ""));
    if (Double.isInfinite(value)) {
      throw place.error(
          text + " must be a number that a double can hold (write .inf for infinity)");
    }
    return value == 0 ? 0.0 : value;
  }

  static Object whole(Node node, FieldType.Whole range, Place place) {
    String text = Nodes.isText(node) ? Nodes.text(node) : "";
    if (!Nodes.isPlain(node) || !WHOLE.matcher(text).matches()) {
      throw place.error(Nodes.describe(node) + " must be a whole number");
    }
    String digits = text.replace("_", "");
    String rule = "must be a whole number from " + range.least() + " to " + range.most();
    try {
      long value = Long.parseLong(digits);
      if (value < range.least() || value > range.most()) {
        throw place.error(text + " " + rule);
      }
      return value;
    } catch (NumberFormatException e) {
      throw place.error(text + " " + rule);
    }
  }

  static String text(Node node, Place place) {
    if (!Nodes.isText(node)) {
      throw place.error(Nodes.describe(node) + " must be a text");
    }
    return Nodes.text(node);
  }

  static String location(Node node, Place place) {
    if (Nodes.isList(node)) {
      String rule = " must be a text; one study has one place for its data";
      throw place.error(Nodes.describe(node) + rule);
    }
    return text(node, place);
  }

  static String word(Node node, FieldType.Word type, Place place) {
    String word = Nodes.isText(node) ? Nodes.text(node) : "";
    if (type.later().contains(word)) {
      throw place.error("'" + word + "' is not yet supported; use " + type.words());
    }
    if (!type.words().contains(word)) {
      String hint = Suggestion.among(word, type.words());
      throw place.error(Nodes.describe(node) + " must be one of " + type.words() + "; " + hint);
    }
    return word;
  }

  static Object flag(Node node, Place place) {
    String text = Nodes.isPlain(node) ? Nodes.text(node) : "";
    if (!text.equals("true") && !text.equals("false")) {
      throw place.error(Nodes.describe(node) + " must be true or false");
    }
    return Boolean.valueOf(text);
  }
}
