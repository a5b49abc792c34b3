package alrc.stem.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;

/**
 * Writes records of settings as JSON that {@link SettingsReader} reads. What equals its preset is
 * left out.
 */
public final class SettingsWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final KindRegistry registry;
  private final SettingsReader reader;

  /** Makes a writer that knows some kinds. */
  public SettingsWriter(KindRegistry registry) {
    this.registry = registry;
    this.reader = new SettingsReader(registry);
  }

  /** Returns the canonical JSON of a record: equal settings have equal text. */
  public String canonical(Record settings, Class<?> declared) {
    return SettingsJson.canonical(tree(settings, declared));
  }

  private JsonNode tree(Object value, Type declared) {
    if (value instanceof List<?> list) {
      Type type = ((ParameterizedType) declared).getActualTypeArguments()[0];
      ArrayNode array = JSON.arrayNode();
      list.forEach(entry -> array.add(tree(entry, type)));
      return array;
    } else if (value instanceof Record settings) {
      return section(settings, (Class<?>) declared);
    } else if (value instanceof Enum<?> constant) {
      return JSON.textNode(Words.ofConstant(constant));
    }
    return SettingsJson.tree(value);
  }

  private ObjectNode section(Record settings, Class<?> declared) {
    ObjectNode node = JSON.objectNode();
    registry
        .point(declared)
        .ifPresent(
            point -> {
              String kind = point.nameOf(settings.getClass()).orElseThrow();
              if (!kind.equals(point.preset())) {
                node.put("kind", kind);
              }
            });
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      Object value = valueOf(settings, component);
      if (!isPreset(value, component)) {
        node.set(Words.ofComponent(component.getName()), tree(value, component.getGenericType()));
      }
    }
    return node;
  }

  private boolean isPreset(Object value, RecordComponent component) {
    Preset preset = component.getAnnotation(Preset.class);
    return preset != null
        && !preset.value().startsWith("=")
        && value.equals(reader.preset(preset, component.getGenericType()));
  }

  private static Object valueOf(Record settings, RecordComponent component) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(settings);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(settings.getClass() + " cannot be read", e);
    }
  }
}
