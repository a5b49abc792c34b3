package alrc.jobs.chart;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
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
    ErrorRange range = range();
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("kind", "pairs").put("unit", unit);
    data.set("range", range.data());
    data.putArray("names").add(baseline.name()).add(cell.name());
    ArrayNode seeds = data.putArray("seeds");
    for (Pair pair : pairs()) {
      ObjectNode line = seeds.addObject().put("seed", pair.seed()).put("lower", pair.isLower());
      ArrayNode errors = line.putArray("errors");
      add(errors, pair.before());
      add(errors, pair.after());
    }
    return data;
  }

  @Override
  public String caption() {
    List<Pair> pairs = pairs();
    long lower = pairs.stream().filter(Pair::isLower).count();
    long diverged = pairs.stream().filter(Pair::hasDiverged).count();
    return CaptionText.of(
        String.format(
            Locale.ROOT,
            "Each line is one seed: solid where the error is lower with %s (%d of %d seeds), dashed"
                + " where it is not.",
            cell.name(),
            lower,
            pairs.size()),
        diverged > 0 ? "×\u00a0marks a diverged trial; its seed has no line." : "",
        range().leftOut());
  }

  private ErrorRange range() {
    return NamedErrors.range(scale, Stream.of(baseline.errors(), cell.errors()));
  }

  /** A seed that finished in both cells. */
  private record Pair(long seed, double before, double after) {
    boolean isLower() {
      return after < before;
    }

    boolean hasDiverged() {
      return Double.isInfinite(before) || Double.isInfinite(after);
    }
  }

  private List<Pair> pairs() {
    SortedMap<Long, Double> before = baseline.errors().bySeed();
    SortedMap<Long, Double> after = cell.errors().bySeed();
    TreeSet<Long> shared = new TreeSet<>(before.keySet());
    shared.retainAll(after.keySet());
    return shared.stream()
        .map(
            seed ->
                new Pair(
                    seed,
                    before.getOrDefault(seed, Double.NaN),
                    after.getOrDefault(seed, Double.NaN)))
        .toList();
  }

  private static void add(ArrayNode errors, double error) {
    if (Double.isFinite(error)) {
      errors.add(Rounded.six(error));
    } else {
      errors.addNull();
    }
  }
}
