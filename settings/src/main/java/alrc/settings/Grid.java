package alrc.settings;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every record that a section with axes stands for. A list where one value is expected is an axis;
 * overrides change the settings of some of the records, and exclusions leave some out.
 *
 * @param <T> the record
 */
public final class Grid<T extends Record> {
  private final Class<T> type;
  private final int most;
  private final SettingsReader reader;
  private final Alternatives alternatives;
  private final GridSize size;
  private final PointRules rules;
  private final BiConsumer<T, Node.Section> check;

  /**
   * Grids of a record.
   *
   * @param most how many records a grid may have
   */
  public Grid(Kinds kinds, Class<T> type, int most) {
    this(kinds, type, most, (made, given) -> {});
  }

  /**
   * Grids of a record with a further check.
   *
   * @param most how many records a grid may have
   * @param check of a record and the fields that the file gives for it; throws {@link
   *     SettingMistake} with the place of a field
   */
  public Grid(Kinds kinds, Class<T> type, int most, BiConsumer<T, Node.Section> check) {
    this.type = type;
    this.most = most;
    this.reader = new SettingsReader(kinds);
    this.alternatives = new Alternatives(kinds, most);
    this.size = new GridSize(kinds);
    this.rules = new PointRules(kinds, type, reader, alternatives);
    this.check = check;
  }

  /**
   * What a section stands for.
   *
   * @param records distinct, in the order of the axes
   * @param unmet overrides whose conditions no record meets, so that they set nothing
   * @param excluded how many distinct records are left out
   */
  public record Expanded<T>(List<T> records, List<GridOverride> unmet, int excluded) {}

  /** The names of the fields of the record. */
  public List<String> names() {
    return Field.names(type);
  }

  /** The one record of a section without axes. */
  public T single(Node.Section section) {
    List<T> records = expand(section, List.of(), List.of()).records();
    if (records.size() != 1) {
      throw section.place().mistake("must have one value in every field; a list is an axis");
    }
    return records.get(0);
  }

  /**
   * Every record of a section: first the overrides apply, in their order, then the exclusions.
   *
   * @param exclusions conditions; a record that meets all fields of one of them is left out
   * @throws SettingMistake naming the field, its value and the rule
   */
  public Expanded<T> expand(
      Node.Section section, List<GridOverride> overrides, List<Node.Section> exclusions) {
    SettingsReader.refuseUnknown(section, names());
    overrides.forEach(rules::refuseUnknown);
    exclusions.forEach(rules::refuseUnknown);
    refuseTooMany(section);
    List<Map<String, Bound>> points = List.of(new LinkedHashMap<>());
    for (Field field : Field.of(type)) {
      points = alternatives.product(points, field.name(), bound(field, section), section);
    }
    List<GridOverride> unmet = new ArrayList<>();
    for (GridOverride override : overrides) {
      boolean met = false;
      for (Map<String, Bound> point : points) {
        met |= rules.apply(override, point);
      }
      if (!met) {
        unmet.add(override);
      }
    }
    BitSet out = excluded(points, exclusions);
    List<Map<String, Bound>> left = new ArrayList<>();
    Set<List<Object>> excluded = new HashSet<>();
    for (int i = 0; i < points.size(); i++) {
      Map<String, Bound> point = points.get(i);
      if (out.get(i)) {
        excluded.add(point.values().stream().map(Bound::value).collect(Collectors.toList()));
      } else {
        left.add(point);
      }
    }
    return new Expanded<>(records(left, section), unmet, excluded.size());
  }

  /** Refuses a section by its axes, before any point is made. */
  private void refuseTooMany(Node.Section section) {
    BigInteger count = size.of(section, type);
    if (count.compareTo(BigInteger.valueOf(most)) > 0) {
      throw section
          .place()
          .mistake("makes " + count + " cells; at most " + most + " are possible; shorten an axis");
    }
  }

  /** The indices of the points that an exclusion leaves out. */
  private BitSet excluded(List<Map<String, Bound>> points, List<Node.Section> exclusions) {
    BitSet all = new BitSet(points.size());
    for (Node.Section exclusion : exclusions) {
      boolean met = false;
      for (int i = 0; i < points.size(); i++) {
        if (rules.isMet(exclusion, points.get(i))) {
          met = true;
          all.set(i);
        }
      }
      if (!met) {
        throw exclusion.place().mistake("no cell meets this condition, so it excludes nothing");
      }
      if (all.cardinality() == points.size()) {
        throw exclusion.place().mistake("no cell is left; at least one must not be excluded");
      }
    }
    return all;
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
      Node.Section given = new Node.Section(nodes, section.place());
      T made = SettingsReader.made(type, values, given);
      check.accept(made, given);
      distinct.add(made);
    }
    return List.copyOf(distinct);
  }

  @SuppressWarnings("NullAway") // a record takes null where a component is optional
  private static void putNullable(Map<String, Object> values, String name, @Nullable Object value) {
    values.put(name, value);
  }
}
