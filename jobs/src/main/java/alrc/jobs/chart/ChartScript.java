package alrc.jobs.chart;

import alrc.jobs.terminal.VisibleText;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The scripts that draw charts, as text for a page that loads nothing. The page calls {@code
 * alrcFigures.show(echarts, element, data)} with a chart's {@link #json}.
 */
public final class ChartScript {
  private ChartScript() {}

  /** Apache ECharts, about 1 MB. */
  public static String library() {
    return resource("echarts.min.js");
  }

  /** How our charts look. */
  public static String figures() {
    return resource("figures.js") + resource("kinds.js") + resource("points.js");
  }

  /** What shows them in a page, after the two others. */
  static String page() {
    return resource("page.js");
  }

  /** A chart's data as JSON that may stand in a script and inside a script element. */
  public static String json(Chart chart) {
    return literal(visible(chart.data()).toString());
  }

  /** A copy in which no text contains characters that nobody sees. */
  static JsonNode visible(JsonNode node) {
    if (node.isTextual()) {
      return TextNode.valueOf(VisibleText.line(node.textValue()));
    }
    if (node.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      node.forEach(value -> copy.add(visible(value)));
      return copy;
    }
    if (node.isObject()) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      node.properties().forEach(field -> copy.set(field.getKey(), visible(field.getValue())));
      return copy;
    }
    return node;
  }

  /**
   * JSON as a literal of a script: ECMAScript before 2019 ends a line at U+2028 and U+2029, also in
   * a string, and HTML ends a script element at {@code </script}.
   */
  static String literal(String json) {
    return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
  }

  private static String resource(String name) {
    try (InputStream stream = ChartScript.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("this build lacks " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
