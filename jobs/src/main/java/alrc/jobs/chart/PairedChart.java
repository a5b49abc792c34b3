package alrc.jobs.chart;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Paired differences: one line per seed from the baseline's final error to the cell's; solid where
 * the cell's is the lower one, dashed where it is not. Seeds that only one of them has are left
 * out.
 *
 * @param title in words
 * @param unit of the errors
 * @param scale of their axis
 * @param baseline at the left
 * @param cell at the right
 */
public record PairedChart(
    String title, String unit, Scale scale, NamedErrors baseline, NamedErrors cell)
    implements Chart {
  @Override
  public ObjectNode data() {
    ErrorRange range = NamedErrors.range(scale, Stream.of(baseline.errors(), cell.errors()));
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("kind", "pairs").put("unit", unit);
    data.put("note", "one line per seed; dashed: not lower" + range.leftOut());
    data.set("range", range.data());
    data.putArray("names").add(baseline.name()).add(cell.name());
    ArrayNode seeds = data.putArray("seeds");
    SortedMap<Long, Double> before = baseline.errors().bySeed();
    SortedMap<Long, Double> after = cell.errors().bySeed();
    TreeSet<Long> shared = new TreeSet<>(before.keySet());
    shared.retainAll(after.keySet());
    for (Long seed : shared) {
      double first = before.getOrDefault(seed, Double.NaN);
      double second = after.getOrDefault(seed, Double.NaN);
      ObjectNode line = seeds.addObject().put("seed", seed).put("lower", second < first);
      ArrayNode errors = line.putArray("errors");
      add(errors, first);
      add(errors, second);
    }
    return data;
  }

  private static void add(ArrayNode errors, double error) {
    if (Double.isFinite(error)) {
      errors.add(error);
    } else {
      errors.addNull();
    }
  }
}
