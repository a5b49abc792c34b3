package alrc.core.study;

import alrc.core.lossrule.LossRule;
import alrc.core.lossrule.NoRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A cell beside its baseline: the cell that is equal in all but its rule's deviations, which are ∞;
 * where a study has none, the one without a rule, whose results are those of ∞ bit by bit.
 */
public record Comparison(Cell cell, Cell baseline) {
  /** The comparisons among cells, in the order of the compared ones. */
  public static List<Comparison> among(List<Cell> cells) {
    Map<String, Cell> known = new HashMap<>();
    cells.forEach(cell -> known.put(cell.id(), cell));
    List<Comparison> comparisons = new ArrayList<>();
    for (Cell cell : cells) {
      LossRule never = cell.rule().withoutClipping();
      if (!never.equals(cell.rule())) {
        Cell none = known.get(cell.withRule(new NoRule()).id());
        Cell baseline = known.getOrDefault(cell.withRule(never).id(), none);
        if (baseline != null) {
          comparisons.add(new Comparison(cell, baseline));
        }
      }
    }
    return comparisons;
  }
}
