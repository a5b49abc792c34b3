package alrc.core.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A cell beside its baseline: the cell that is equal in all but its rule's deviations, which are ∞;
 * where a study has none, the one without a rule, whose results are those of ∞ bit by bit.
 */
public record Comparison(Cell cell, Cell baseline) {
  private static final String RULE = "rule";
  private static final String DEVIATIONS = "deviations";

  /** The comparisons among cells, in the order of the compared ones. */
  public static List<Comparison> among(List<Cell> cells) {
    Map<String, Cell> known = new HashMap<>();
    cells.forEach(cell -> known.put(cell.id(), cell));
    List<Comparison> comparisons = new ArrayList<>();
    for (Cell cell : cells) {
      Object rule = Objects.requireNonNull(cell.values().get(RULE), RULE);
      Object never = neverActing(rule);
      if (!never.equals(rule)) {
        Cell none = known.get(cell.with(RULE, Map.of("kind", "none")).id());
        Cell baseline = known.getOrDefault(cell.with(RULE, never).id(), none);
        if (baseline != null) {
          comparisons.add(new Comparison(cell, baseline));
        }
      }
    }
    return comparisons;
  }

  /** The same with every number of deviations ∞, in a chain of rules too. */
  private static Object neverActing(Object value) {
    if (value instanceof List<?> list) {
      List<Object> all = new ArrayList<>();
      list.forEach(entry -> all.add(neverActing(entry)));
      return all;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> all = new LinkedHashMap<>();
      map.forEach(
          (key, entry) ->
              all.put(key, key.equals(DEVIATIONS) ? infinite(entry) : neverActing(entry)));
      return all;
    }
    return value;
  }

  private static Object infinite(Object deviations) {
    return deviations instanceof Double ? (Object) Double.POSITIVE_INFINITY : deviations;
  }
}
