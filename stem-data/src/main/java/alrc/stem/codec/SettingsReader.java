package alrc.stem.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Makes records of settings from YAML or JSON: a section per record, a field per component, its
 * name in kebab case. Unknown fields, wrong types and what a record refuses are told with file,
 * line and path of the field.
 */
public final class SettingsReader {
  private static final String KIND = "kind";

  private final KindRegistry registry;

  /** Makes a reader that knows some kinds. */
  public SettingsReader(KindRegistry registry) {
    this.registry = registry;
  }

  /**
   * Reads a record, or one of the kinds of an extension point.
   *
   * @param file name of the text, for messages
   * @throws InvalidSettingException naming file, line, field, value and rule
   */
  public <T> T read(String text, String file, Class<T> type) {
    Node node = Nodes.compose(text, file);
    return type.cast(value(node, type, new Place(file, "", node.getStartMark().getLine() + 1)));
  }

  private Object value(Node node, Type type, Place place) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return list(node, list.getActualTypeArguments()[0], place);
    }
    Class<?> plain = (Class<?>) type;
    return registry
        .point(plain)
        .map(point -> kind(node, point, place))
        .orElseGet(
            () ->
                plain.isRecord()
                    ? record(Nodes.section(node, place, "a section of fields"), plain, place)
                    : Scalars.read(node, plain, place));
  }

  private List<Object> list(Node node, Type type, Place place) {
    List<Object> values = new ArrayList<>();
    for (Node entry : Nodes.list(node, place)) {
      values.add(value(entry, type, place.entry(values.size(), entry)));
    }
    return List.copyOf(values);
  }

  /** A kind with settings is a section; one without may be its bare name. */
  private Object kind(Node node, KindRegistry.Point point, Place place) {
    String expected = "a " + point.title() + ", for example {kind: " + first(point) + "}";
    if (Nodes.isScalar(node)) {
      String name = Nodes.text(node, place, expected);
      return record(Map.of(), known(name, point, place), place);
    }
    Map<String, Node> entries = new LinkedHashMap<>(Nodes.section(node, place, expected));
    Node named = entries.remove(KIND);
    if (named == null && point.preset().isEmpty()) {
      throw place.error("kind is missing; known: " + String.join(", ", point.kinds().keySet()));
    }
    Place at = named == null ? place : place.field(KIND, named);
    String name = named == null ? point.preset() : Nodes.text(named, at, "a word");
    return record(entries, known(name, point, at), place);
  }

  private static String first(KindRegistry.Point point) {
    return point.kinds().keySet().iterator().next();
  }

  private static Class<? extends Record> known(String name, KindRegistry.Point point, Place place) {
    Class<? extends Record> type = point.kinds().get(name);
    if (type == null) {
      String hint = Words.suggestion(name, point.kinds().keySet());
      throw place.error("'" + name + "' is no " + point.title() + "; " + hint);
    }
    return type;
  }

  private Object record(Map<String, Node> entries, Class<?> type, Place place) {
    RecordComponent[] components = type.getRecordComponents();
    refuseUnknown(entries, components, place);
    Map<String, Object> values = new LinkedHashMap<>();
    for (RecordComponent component : components) {
      String name = Words.ofComponent(component.getName());
      Node node = entries.get(name);
      values.put(
          name,
          node == null
              ? preset(component, values, place)
              : value(node, component.getGenericType(), place.field(name, node)));
    }
    return made(type, components, values, entries, place);
  }

  private static void refuseUnknown(
      Map<String, Node> entries, RecordComponent[] components, Place place) {
    List<String> known =
        Arrays.stream(components).map(c -> Words.ofComponent(c.getName())).toList();
    entries.forEach(
        (name, node) -> {
          if (!known.contains(name)) {
            String hint = Words.suggestion(name, known);
            throw place.field(name, node).error("unknown field; " + hint);
          }
        });
  }

  private Object preset(RecordComponent component, Map<String, Object> before, Place place) {
    Preset preset = component.getAnnotation(Preset.class);
    if (preset == null) {
      String name = Words.ofComponent(component.getName());
      throw place.error(name + " is missing; it must be given");
    }
    if (preset.value().startsWith("=")) {
      return Objects.requireNonNull(before.get(preset.value().substring(1)));
    }
    return preset(preset, component.getGenericType());
  }

  /** The value of a preset that does not name another component. */
  Object preset(Preset preset, Type type) {
    return value(Nodes.compose(preset.value(), "preset"), type, new Place("preset", "", 1));
  }

  private static Object made(
      Class<?> type,
      RecordComponent[] components,
      Map<String, Object> values,
      Map<String, Node> entries,
      Place place) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values.values().toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof InvalidSettingException invalid) {
        throw located(invalid, entries, place);
      }
      throw new IllegalStateException(type + " cannot be made", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }

  /** What a record refuses is told at the field whose name its message ends with. */
  private static InvalidSettingException located(
      InvalidSettingException invalid, Map<String, Node> entries, Place place) {
    for (Map.Entry<String, Node> entry : entries.entrySet()) {
      String name = entry.getKey();
      if (invalid.name().equals(name) || invalid.name().endsWith(" " + name)) {
        return place.field(name, entry.getValue()).error(invalid.problem());
      }
    }
    return place.error(invalid.name() + " " + invalid.problem());
  }
}
