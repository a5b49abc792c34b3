package alrc.core.study;

import alrc.core.codec.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Settings that hold only in some cells: {@code {when: {batch: 64}, set: {iterations: 1000}}}.
 *
 * @param when conditions by field; all must hold
 * @param set changes by field
 */
record CellOverride(Map<String, Object> when, Map<String, UnaryOperator<Object>> set) {

  static CellOverride read(Node node, Place place) {
    Map<String, Node> entries = Nodes.mapping(node, place, "a section with when and set");
    ValueReader.refuseUnknown(entries, List.of("when", "set"), place);
    Node whenNode = entries.get("when");
    Node setNode = entries.get("set");
    if (whenNode == null || setNode == null) {
      throw place.error((whenNode == null ? "when" : "set") + " is missing; it must be given");
    }
    Map<String, Object> when = new LinkedHashMap<>();
    Place whenPlace = place.field("when", whenNode);
    fields(whenNode, whenPlace, CellSchema.names())
        .forEach((name, value) -> when.put(name, condition(name, value, whenPlace)));
    Map<String, UnaryOperator<Object>> set = new LinkedHashMap<>();
    Place setPlace = place.field("set", setNode);
    fields(setNode, setPlace, changeable())
        .forEach((name, value) -> set.put(name, change(name, value, setPlace)));
    return new CellOverride(when, set);
  }

  private static Map<String, Node> fields(Node node, Place place, List<String> known) {
    Map<String, Node> entries = Nodes.mapping(node, place, "a section of fields of the study");
    ValueReader.refuseUnknown(entries, known, place);
    return entries;
  }

  private static List<String> changeable() {
    return CellSchema.names().stream().filter(name -> !name.equals(CellSchema.DATA)).toList();
  }

  private static Object condition(String name, Node node, Place place) {
    return CellSchema.part(name).condition(node, place.field(name, node));
  }

  private static UnaryOperator<Object> change(String name, Node node, Place place) {
    return CellSchema.part(name).change(node, place.field(name, node));
  }

  /** Whether a cell meets the conditions. */
  boolean isMet(Map<String, Object> cell) {
    return matches(cell, when);
  }

  /** The cell with the changes, if it meets the conditions; else the cell as it is. */
  Map<String, Object> apply(Map<String, Object> cell) {
    if (!isMet(cell)) {
      return cell;
    }
    Map<String, Object> changed = new LinkedHashMap<>(cell);
    set.forEach((name, change) -> changed.computeIfPresent(name, (key, old) -> change.apply(old)));
    return changed;
  }

  /** A list is met by any of its entries, a section by all of its fields, a value by its equal. */
  static boolean matches(Object actual, Object condition) {
    if (condition instanceof List<?> anyOf) {
      List<Object> options = new ArrayList<>(anyOf);
      return options.stream().anyMatch(option -> matchesOne(actual, option));
    }
    return matchesOne(actual, condition);
  }

  private static boolean matchesOne(Object actual, Object condition) {
    if (!(condition instanceof Map<?, ?>)) {
      return condition.equals(actual);
    }
    if (!(actual instanceof Map<?, ?>)) {
      return false;
    }
    Values present = Values.of(actual);
    return Values.of(condition).map().entrySet().stream()
        .allMatch(
            entry -> {
              Object value = present.find(entry.getKey());
              return value != null && matches(value, entry.getValue());
            });
  }
}
