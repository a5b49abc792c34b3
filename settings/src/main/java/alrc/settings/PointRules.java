package alrc.settings;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Conditions on the points of a grid, and changes of them. A point is a value for each field. */
final class PointRules {
  private final Class<?> type;
  private final SettingsReader reader;
  private final Alternatives alternatives;
  private final Condition condition;
  private final Merge merge;

  PointRules(Kinds kinds, Class<?> type, SettingsReader reader, Alternatives alternatives) {
    this.type = type;
    this.reader = reader;
    this.alternatives = alternatives;
    this.condition = new Condition(kinds, reader, alternatives);
    this.merge = new Merge(kinds);
  }

  /** Refuses conditions on fields that do not exist. */
  void refuseUnknown(Node.Section when) {
    SettingsReader.refuseUnknown(when, Field.names(type));
  }

  /** Refuses conditions on, and changes of, fields that do not exist. */
  void refuseUnknown(GridOverride override) {
    refuseUnknown(override.when());
    refuseUnknown(override.set());
    override.set().fields().forEach((name, node) -> merge.refuseUnknown(node, field(name)));
  }

  /** Whether a point meets all conditions; every condition is checked. */
  boolean isMet(Node.Section when, Map<String, Bound> point) {
    boolean met = true;
    for (Map.Entry<String, Node> asked : when.fields().entrySet()) {
      Field field = field(asked.getKey());
      met &= condition.isMet(asked.getValue(), field, at(point, field.name()).value());
    }
    return met;
  }

  /** Changes a point that meets the conditions; says whether it does. */
  boolean apply(GridOverride override, Map<String, Bound> point) {
    boolean met = isMet(override.when(), point);
    if (met) {
      override.set().fields().forEach((name, node) -> change(point, field(name), node));
    }
    return met;
  }

  private void change(Map<String, Bound> point, Field field, Node change) {
    Node merged = merge.of(at(point, field.name()).node(), change, field);
    List<Node> all = alternatives.of(merged, field);
    if (all.size() != 1) {
      throw change.place().mistake("must be one value; an override makes no axis");
    }
    point.put(field.name(), new Bound(all.get(0), reader.value(all.get(0), field), true));
  }

  private Field field(String name) {
    return Field.of(type).stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }

  private static Bound at(Map<String, Bound> point, String name) {
    return Objects.requireNonNull(point.get(name), name);
  }
}
