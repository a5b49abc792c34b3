package alrc.settings;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Records of settings as JSON Schema (draft 2020-12), so that editors complete and check files of
 * settings. Limits that depend on several settings are checked by the records alone.
 */
public final class JsonSchema {
  private static final String TYPE = "type";
  private static final String OBJECT = "object";
  private static final String ITEMS = "items";
  private static final Map<String, Object> SHARED =
      Map.of("description", "Shared parts, which other fields repeat by their anchors.");

  private final Kinds kinds;
  private final SettingsReader reader;
  private final SettingsWriter writer;
  private final Axes axes;
  private final Function<RecordComponent, String> descriptions;

  /** Whether a list stands for alternatives where one value is expected. */
  public enum Axes {
    /** It does: the file is a grid. */
    LISTS,
    /** It does not. */
    NONE
  }

  /**
   * Schemas of records.
   *
   * @param descriptions what a component means; empty where nothing is known
   */
  public JsonSchema(Kinds kinds, Axes axes, Function<RecordComponent, String> descriptions) {
    this.kinds = kinds;
    this.reader = new SettingsReader(kinds);
    this.writer = new SettingsWriter(kinds);
    this.axes = axes;
    this.descriptions = descriptions;
  }

  /**
   * The schema of a file.
   *
   * @param more fields of the file that are no component of the record, with their schemas
   * @param required which of these must be given
   */
  public Map<String, Object> of(
      Class<? extends Record> type, String title, Map<String, Object> more, List<String> required) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", title);
    schema.putAll(section(type, more, required));
    schema.put("patternProperties", Map.of(YamlText.SHARED_PATTERN, SHARED));
    Map<String, Object> definitions = new LinkedHashMap<>();
    kinds.points().forEach(point -> definitions.put(name(point), point(point)));
    schema.put("$defs", definitions);
    return schema;
  }

  private static String name(Class<?> point) {
    return point.getSimpleName();
  }

  /** A section of fields. */
  private Map<String, Object> section(
      Class<?> type, Map<String, Object> more, List<String> moreRequired) {
    Map<String, Object> properties = new LinkedHashMap<>(more);
    List<String> required = new ArrayList<>(moreRequired);
    for (Field field : Field.of(type)) {
      properties.put(field.name(), described(field));
      if (isRequired(field)) {
        required.add(field.name());
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(TYPE, OBJECT);
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  private static boolean isRequired(Field field) {
    return field.preset() == null && !field.isOptional();
  }

  private Map<String, Object> described(Field field) {
    Map<String, Object> schema = new LinkedHashMap<>();
    String description = descriptions.apply(field.component());
    if (!description.isEmpty()) {
      schema.put("description", description);
    }
    Preset preset = field.preset();
    if (preset != null && !preset.value().startsWith("=")) {
      schema.put("default", writer.value(reader.preset(field), field, SettingsWriter.Form.FULL));
    }
    schema.putAll(field.isOutsideIdentity() ? plain(field) : withAxis(field));
    return schema;
  }

  private Map<String, Object> withAxis(Field field) {
    Map<String, Object> one = plain(field);
    return axes == Axes.NONE ? one : Map.of("anyOf", List.of(one, list(one)));
  }

  private static Map<String, Object> list(Map<String, Object> items) {
    return ordered(TYPE, "array", ITEMS, items);
  }

  private static Map<String, Object> ordered(String a, Object first, String b, Object second) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(a, first);
    map.put(b, second);
    return map;
  }

  private Map<String, Object> plain(Field field) {
    Type entry = Field.entryType(field.type());
    if (entry == null) {
      return plain((Class<?>) field.type(), field);
    }
    Map<String, Object> one = plain((Class<?>) entry, field);
    return kinds.find((Class<?>) entry).isPresent()
        ? Map.of("anyOf", List.of(one, list(one)))
        : list(one);
  }

  private Map<String, Object> plain(Class<?> type, Field field) {
    if (kinds.find(type).isPresent()) {
      return Map.of("$ref", "#/$defs/" + name(type));
    } else if (type.isRecord()) {
      return section(type, Map.of(), List.of());
    } else if (type.isEnum()) {
      return Map.of(
          "enum",
          Arrays.stream(type.getEnumConstants())
              .map(constant -> Words.ofConstant((Enum<?>) constant))
              .toList());
    } else if (type == boolean.class || type == Boolean.class) {
      return Map.of(TYPE, "boolean");
    } else if (type == String.class) {
      return Map.of(TYPE, "string");
    }
    return type == double.class || type == Double.class
        ? Map.of(TYPE, "number")
        : whole(field.range());
  }

  private static Map<String, Object> whole(@Nullable Range range) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(TYPE, "integer");
    if (range != null && range.least() != Long.MIN_VALUE) {
      schema.put("minimum", range.least());
    }
    if (range != null && range.most() != Long.MAX_VALUE) {
      schema.put("maximum", range.most());
    }
    return schema;
  }

  /** One of some kinds: a section, or the bare name of a kind that needs no field. */
  private Map<String, Object> point(Class<?> type) {
    List<Object> choices = new ArrayList<>();
    List<String> bare = new ArrayList<>();
    for (Kinds.Kind kind : kinds.of(type)) {
      if (Field.of(kind.type()).stream().noneMatch(JsonSchema::isRequired)) {
        bare.add(kind.name());
      }
      List<String> required = kind.isPreset() ? List.of() : List.of(SettingsReader.KIND);
      Map<String, Object> word = Map.of(SettingsReader.KIND, Map.of("const", kind.name()));
      choices.add(section(kind.type(), word, required));
    }
    if (!bare.isEmpty()) {
      choices.add(Map.of("enum", bare));
    }
    if (axes == Axes.LISTS) {
      choices.add(severalKinds(type));
    }
    return Map.of("anyOf", choices);
  }

  /** A section whose kind is an axis. */
  private Map<String, Object> severalKinds(Class<?> type) {
    List<String> names = kinds.of(type).stream().map(Kinds.Kind::name).toList();
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(TYPE, OBJECT);
    schema.put("properties", Map.of(SettingsReader.KIND, list(Map.of("enum", names))));
    schema.put("required", List.of(SettingsReader.KIND));
    return schema;
  }
}
