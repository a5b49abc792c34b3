package alrc.settings;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question to a record of settings, written like the settings themselves: a list is met by any of
 * its entries, a section by all of its fields, the name of a kind by that kind, a value by its
 * equal.
 */
final class Condition {
  private final Kinds kinds;
  private final SettingsReader reader;
  private final Alternatives alternatives;

  Condition(Kinds kinds, SettingsReader reader, Alternatives alternatives) {
    this.kinds = kinds;
    this.reader = reader;
    this.alternatives = alternatives;
  }

  /**
   * Whether a value meets a condition.
   *
   * @param value of the field; null where it is absent
   */
  boolean isMet(Node condition, Field field, @Nullable Object value) {
    if (Field.entryType(field.type()) != null) {
      return alternatives.of(condition, field).stream()
          .anyMatch(one -> reader.value(one, field).equals(value));
    }
    if (condition instanceof Node.Sequence anyOf) {
      return anyOf.entries().stream().anyMatch(one -> isMet(one, field, value));
    }
    Class<?> type = (Class<?>) field.type();
    Kinds.Point point = kinds.find(type).orElse(null);
    if (point == null && !type.isRecord()) {
      return reader.value(condition, field).equals(value);
    }
    return value instanceof Record settings && isMet(condition, point, settings);
  }

  private boolean isMet(Node condition, Kinds.@Nullable Point point, Record settings) {
    if (point != null && condition instanceof Node.Scalar) {
      return isKind(condition, point, settings);
    }
    boolean met = true;
    for (Map.Entry<String, Node> asked : fields(condition, point, settings).entrySet()) {
      if (asked.getKey().equals(SettingsReader.KIND) && point != null) {
        met &= isAnyKind(asked.getValue(), point, settings);
        continue;
      }
      Field own = field(settings.getClass(), asked.getKey());
      if (own != null) {
        met &= isMet(asked.getValue(), own, own.of(settings));
      } else {
        // of another kind: the condition is not met, but its value must be of the field's type
        Field other = Objects.requireNonNull(point).anyField(asked.getKey());
        met &= isMet(asked.getValue(), Objects.requireNonNull(other), null);
      }
    }
    return met;
  }

  private static Map<String, Node> fields(
      Node condition, Kinds.@Nullable Point point, Record settings) {
    List<String> known =
        point == null ? Field.names(settings.getClass()) : withKind(point.fieldNames());
    String expected = point == null ? "a section" : "one of " + point.names() + " or a section";
    Node.Section section = condition.section(expected);
    SettingsReader.refuseUnknown(section, known);
    return section.fields();
  }

  private static List<String> withKind(List<String> names) {
    List<String> known = new java.util.ArrayList<>(names);
    known.add(SettingsReader.KIND);
    return known;
  }

  private static @Nullable Field field(Class<?> record, String name) {
    return Field.of(record).stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static boolean isAnyKind(Node names, Kinds.Point point, Record settings) {
    return names instanceof Node.Sequence several
        ? several.entries().stream().anyMatch(name -> isKind(name, point, settings))
        : isKind(names, point, settings);
  }

  private static boolean isKind(Node name, Kinds.Point point, Record settings) {
    Kinds.Kind kind = point.named(Scalars.text(name), name.place());
    return Objects.equals(kind.type(), settings.getClass());
  }
}
