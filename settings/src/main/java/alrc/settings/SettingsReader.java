package alrc.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of settings from YAML or JSON: a section per record, a field per component, its
 * name in kebab case. The message about an unknown field, a wrong type or a value that a record
 * refuses names file, line and path of the field.
 */
public final class SettingsReader {
  static final String KIND = "kind";

  private final Kinds kinds;
  private final Map<Field, Object> presets = new ConcurrentHashMap<>();

  /** Makes a reader that knows some kinds. */
  public SettingsReader(Kinds kinds) {
    this.kinds = kinds;
  }

  /**
   * Reads a record, or one of the kinds of an extension point.
   *
   * @param file name of the text, for messages
   * @throws SettingMistake naming file, line, field, value and rule
   */
  public <T> T read(String text, String file, Class<T> type) {
    return read(YamlText.file(text, file), type);
  }

  /** Reads a record, or one of the kinds of an extension point, from its node. */
  public <T> T read(Node node, Class<T> type) {
    return type.cast(value(node, type, null));
  }

  /** The value of a field. */
  Object value(Node node, Field field) {
    return value(node, field.type(), field.range());
  }

  Object value(Node node, Type type, @Nullable Range range) {
    Type entry = Field.entryType(type);
    if (entry != null) {
      return list(node, entry, range);
    }
    Class<?> plain = (Class<?>) type;
    return kinds
        .find(plain)
        .map(point -> kind(node, point))
        .orElseGet(
            () ->
                plain.isRecord()
                    ? record(section(node, plain), plain)
                    : Scalars.read(node, plain, range));
  }

  private static Node.Section section(Node node, Class<?> type) {
    return node.section("a section with " + String.join(", ", Field.names(type)));
  }

  /** A list; one thing that has a kind stands for a list of one. */
  private List<Object> list(Node node, Type type, @Nullable Range range) {
    boolean ofKinds = type instanceof Class<?> plain && kinds.find(plain).isPresent();
    if (ofKinds && !(node instanceof Node.Sequence)) {
      return List.of(value(node, type, null));
    }
    List<Object> values = new ArrayList<>();
    for (Node entry : node.sequence("a list").entries()) {
      values.add(value(entry, type, range));
    }
    return List.copyOf(values);
  }

  /** A kind with settings is a section; one without may be its bare name. */
  private Object kind(Node node, Kinds.Point point) {
    if (node instanceof Node.Scalar scalar && scalar.isText()) {
      Kinds.Kind kind = point.named(scalar.text(), node.place());
      return record(new Node.Section(Map.of(), node.place()), kind.type());
    }
    Node.Section section = node.section("one of " + point.names() + " or a section");
    Map<String, Node> fields = new LinkedHashMap<>(section.fields());
    Node named = fields.remove(KIND);
    if (named == null && point.preset().isEmpty()) {
      throw node.place().mistake("kind is missing; it must be one of " + point.names());
    }
    Kinds.Kind kind =
        named == null
            ? point.preset().orElseThrow()
            : point.named(Scalars.text(named), named.place());
    return record(new Node.Section(fields, node.place()), kind.type());
  }

  private Object record(Node.Section section, Class<?> type) {
    refuseUnknown(section, Field.names(type));
    Map<String, Object> values = new LinkedHashMap<>();
    for (Field field : Field.of(type)) {
      Node node = section.fields().get(field.name());
      Object value = node == null ? preset(field, values, section) : value(node, field);
      values.put(field.name(), value);
    }
    return made(type, values, section);
  }

  /** Refuses a field that is not known, with the nearest known name. */
  public static void refuseUnknown(Node.Section section, Collection<String> known) {
    for (Map.Entry<String, Node> entry : section.fields().entrySet()) {
      if (!known.contains(entry.getKey())) {
        String hint = Words.suggestion(entry.getKey(), known);
        throw entry.getValue().place().mistake("unknown field; " + hint);
      }
    }
  }

  @SuppressWarnings("NullAway") // a record takes null where a component is optional
  private Object preset(Field field, Map<String, Object> before, Node.Section section) {
    Preset preset = field.preset();
    if (preset == null && !field.isOptional()) {
      throw section.place().mistake(field.name() + " is missing; it must be given");
    }
    if (preset == null) {
      return null;
    }
    if (preset.value().startsWith("=")) {
      return Objects.requireNonNull(before.get(preset.value().substring(1)));
    }
    return preset(field);
  }

  /** The value of a preset that does not name another component. */
  Object preset(Field field) {
    Object known = presets.get(field);
    if (known == null) {
      known = value(presetNode(field), field); // may ask for presets of its own
      presets.put(field, known);
    }
    return known;
  }

  /** What a file would say in place of its silence. */
  static Node presetNode(Field field) {
    return YamlText.read(Objects.requireNonNull(field.preset()).value(), "preset");
  }

  /**
   * Makes a record.
   *
   * @param values by field name, in the order of the components
   * @param section from which they were read, for messages
   */
  static <T> T made(Class<T> type, Map<String, Object> values, Node.Section section) {
    Class<?>[] types =
        Field.of(type).stream().map(field -> field.component().getType()).toArray(Class<?>[]::new);
    try {
      Constructor<T> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values.values().toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SettingMistake mistake) {
        throw mistake.in(section);
      }
      throw new IllegalStateException(type + " cannot be made", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }
}
