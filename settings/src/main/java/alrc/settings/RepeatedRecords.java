package alrc.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads many records of one type from JSON. The records of a grid differ in few fields, so that
 * each value of a field is read once. For one thread.
 *
 * @param <T> the record
 */
public final class RepeatedRecords<T extends Record> {
  private final Class<T> type;
  private final SettingsReader reader;
  private final List<String> names;
  private final Map<String, Map<JsonNode, Object>> known = new HashMap<>();

  /** Records of a type, with these kinds. */
  public RepeatedRecords(Kinds kinds, Class<T> type) {
    this.type = type;
    this.reader = new SettingsReader(kinds);
    this.names = Field.names(type);
  }

  /**
   * One record.
   *
   * @param json an object with the fields of the record
   * @param file for messages, which name no line
   * @throws SettingMistake if a field is unknown, missing or wrong
   */
  public T read(JsonNode json, String file) {
    Node.Section section = new Node.Section(Map.of(), new Place(file, "", Place.NO_LINE));
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      if (!names.contains(entry.getKey())) {
        throw section.place().mistake("unknown field " + entry.getKey());
      }
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (Field field : Field.of(type)) {
      putNullable(values, field.name(), value(json.get(field.name()), field, section));
    }
    return SettingsReader.made(type, values, section);
  }

  private @Nullable Object value(@Nullable JsonNode json, Field field, Node.Section section) {
    if (json != null) {
      return known
          .computeIfAbsent(field.name(), name -> new HashMap<>())
          .computeIfAbsent(
              json, one -> reader.value(YamlText.read(one.toString(), section.place()), field));
    }
    if (field.preset() == null && !field.isOptional()) {
      throw section.place().mistake(field.name() + " is missing; it must be given");
    }
    return field.preset() == null ? null : reader.preset(field);
  }

  @SuppressWarnings("NullAway") // a record takes null where a component is optional
  private static void putNullable(Map<String, Object> values, String name, @Nullable Object value) {
    values.put(name, value);
  }
}
