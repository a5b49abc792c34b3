package alrc.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * Records of settings and results as JSON: names in snake case, unknown names refused.
 *
 * <p>Canonical text has its keys sorted at every level and no white space, so that equal settings
 * have equal text and equal hashes.
 */
public final class RecordJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private RecordJson() {}

  /** Returns a tree of a record, a map or a list. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** Returns the tree of a record with its kind first. */
  public static ObjectNode kindTree(String kind, Record settings) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("kind", kind);
    node.setAll((ObjectNode) tree(settings));
    return node;
  }

  /** Returns compact text with sorted keys. */
  public static String canonical(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(sorted(node));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("settings that cannot be written as JSON", e);
    }
  }

  /** Returns compact text in the order of the record's components. */
  public static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a value that cannot be written as JSON", e);
    }
  }

  /** Returns indented text in the order of the record's components. */
  public static String prettyText(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a value that cannot be written as JSON", e);
    }
  }

  /** Parses text into a tree. */
  public static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new SettingMistake(
          "JSON", Node.cut(text), "cannot be parsed: " + e.getOriginalMessage());
    }
  }

  /** Makes a record from text. */
  public static <T> T read(String text, Class<T> type) {
    return read(parse(text), type);
  }

  /** Makes a record from a tree. */
  public static <T> T read(JsonNode node, Class<T> type) {
    try {
      return MAPPER.treeToValue(node, type);
    } catch (JsonProcessingException e) {
      if (e.getCause() instanceof SettingMistake invalid) {
        throw invalid;
      }
      throw new SettingMistake(
          type.getSimpleName(), Node.cut(node.toString()), e.getOriginalMessage());
    }
  }

  private static JsonNode sorted(JsonNode node) {
    if (node.isArray()) {
      var array = MAPPER.createArrayNode();
      node.forEach(child -> array.add(sorted(child)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    Map<String, JsonNode> fields = new TreeMap<>();
    node.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
    ObjectNode object = MAPPER.createObjectNode();
    object.setAll(fields);
    return object;
  }
}
