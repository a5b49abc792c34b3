package alrc.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every record that a section with axes stands for. A list where one value is expected is an axis;
 * overrides change the settings of some of the records.
 *
 * @param <T> the record
 */
public final class Grid<T extends Record> {
  private final Class<T> type;
  private final int most;
  private final SettingsReader reader;
  private final Alternatives alternatives;
  private final Condition condition;
  private final Merge merge;

  /**
   * Grids of a record.
   *
   * @param most how many records a grid may have
   */
  public Grid(Kinds kinds, Class<T> type, int most) {
    this.type = type;
    this.most = most;
    this.reader = new SettingsReader(kinds);
    this.alternatives = new Alternatives(kinds, most);
    this.condition = new Condition(kinds, reader, alternatives);
    this.merge = new Merge(kinds);
  }

  /**
   * A field's value in one record.
   *
   * @param node that says so; null where nothing does
   * @param given whether the node is the file's, rather than the preset's
   */
  private record Bound(@Nullable Node node, @Nullable Object value, boolean given) {}

  /**
   * What a section stands for.
   *
   * @param records distinct, in the order of the axes
   * @param unmet overrides whose conditions no record meets, so that they set nothing
   */
  public record Expanded<T>(List<T> records, List<GridOverride> unmet) {}

  /** The names of the fields of the record. */
  public List<String> names() {
    return Field.names(type);
  }

  /** The one record of a section without axes. */
  public T single(Node.Section section) {
    List<T> records = expand(section, List.of()).records();
    if (records.size() != 1) {
      throw section.place().mistake("must have one value in every field; a list is an axis");
    }
    return records.get(0);
  }

  /**
   * Every record of a section, after the overrides, in their order.
   *
   * @throws SettingMistake naming the field, its value and the rule
   */
  public Expanded<T> expand(Node.Section section, List<GridOverride> overrides) {
    SettingsReader.refuseUnknown(section, names());
    overrides.forEach(this::refuseUnknown);
    List<Map<String, Bound>> points = List.of(new LinkedHashMap<>());
    for (Field field : Field.of(type)) {
      points = alternatives.product(points, field.name(), bound(field, section), section);
    }
    List<GridOverride> unmet = new ArrayList<>();
    for (GridOverride override : overrides) {
      boolean met = false;
      for (Map<String, Bound> point : points) {
        met |= apply(override, point);
      }
      if (!met) {
        unmet.add(override);
      }
    }
    return new Expanded<>(records(points, section), unmet);
  }

  private List<Bound> bound(Field field, Node.Section section) {
    Node node = section.fields().get(field.name());
    if (node == null && field.preset() == null) {
      if (!field.isOptional()) {
        throw section.place().mistake(field.name() + " is missing; it must be given");
      }
      return List.of(new Bound(null, null, false));
    }
    if (node == null) {
      return List.of(new Bound(SettingsReader.presetNode(field), reader.preset(field), false));
    }
    return alternatives.of(node, field).stream()
        .map(one -> new Bound(one, reader.value(one, field), true))
        .toList();
  }

  private List<T> records(List<Map<String, Bound>> points, Node.Section section) {
    Set<T> distinct = new LinkedHashSet<>();
    for (Map<String, Bound> point : points) {
      Map<String, Object> values = new LinkedHashMap<>();
      Map<String, Node> nodes = new LinkedHashMap<>();
      point.forEach(
          (name, bound) -> {
            putNullable(values, name, bound.value());
            if (bound.node() != null && bound.given()) {
              nodes.put(name, bound.node());
            }
          });
      distinct.add(SettingsReader.made(type, values, new Node.Section(nodes, section.place())));
    }
    if (distinct.size() > most) {
      throw section.place().mistake("makes more than " + most + " cells");
    }
    return List.copyOf(distinct);
  }

  @SuppressWarnings("NullAway") // a record takes null where a component is optional
  private static void putNullable(Map<String, Object> values, String name, @Nullable Object value) {
    values.put(name, value);
  }

  private void refuseUnknown(GridOverride override) {
    Collection<String> names = names();
    SettingsReader.refuseUnknown(override.when(), names);
    SettingsReader.refuseUnknown(override.set(), names);
    override.set().fields().forEach((name, node) -> merge.refuseUnknown(node, field(name)));
  }

  private Field field(String name) {
    return Field.of(type).stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }

  private Bound at(Map<String, Bound> point, String name) {
    return Objects.requireNonNull(point.get(name), name);
  }

  /** Changes a point that meets the conditions; says whether it does. */
  private boolean apply(GridOverride override, Map<String, Bound> point) {
    boolean met = true;
    for (Map.Entry<String, Node> asked : override.when().fields().entrySet()) {
      Field field = field(asked.getKey());
      met &= condition.isMet(asked.getValue(), field, at(point, field.name()).value());
    }
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
}
