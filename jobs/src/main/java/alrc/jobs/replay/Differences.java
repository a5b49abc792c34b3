package alrc.jobs.replay;

import alrc.jobs.ledger.Ledger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares the record of a trial with its replay, bit by bit: the learning curve point by point,
 * then the clipped losses, the scores, and the summary.
 *
 * <p>The size of a difference is |a − b| / max(|a|, |b|); of a fraction of losses |a − b|. The
 * number and the list of clipped losses have no size: one loss beside its limit changes both.
 */
final class Differences {
  private static final double UNMEASURABLE = Double.POSITIVE_INFINITY;
  private static final String COMMON = "common_mse";
  private static final List<String> CURVE = List.of("loss", "loss_max", "clipped", "rate", COMMON);
  private static final List<String> FRACTIONS = List.of("clipped", "clip_fraction");
  private static final List<String> COUNTS = List.of("spikes");

  private final Ledger.Entry recorded;
  private final Ledger.Entry now;
  private final long last;
  private final List<Difference> found = new ArrayList<>();

  private Differences(Ledger.Entry recorded, Ledger.Entry now, long last) {
    this.recorded = recorded;
    this.now = now;
    this.last = last;
  }

  /**
   * All differences, the learning curve's first, each table's in the order of iterations.
   *
   * @param last how many final errors a summary describes
   */
  static List<Difference> between(Ledger.Entry recorded, Ledger.Entry now, long last) {
    Differences differences = new Differences(recorded, now, last);
    differences.curve();
    differences.spikes();
    differences.evaluations();
    differences.summary();
    return differences.found;
  }

  private void curve() {
    Map<Object, Map<String, Object>> before = byIteration(recorded.curve());
    Map<Object, Map<String, Object>> after = byIteration(now.curve());
    TreeMap<Long, Boolean> iterations = new TreeMap<>();
    before.keySet().forEach(at -> iterations.put((Long) at, true));
    after.keySet().forEach(at -> iterations.put((Long) at, true));
    long from = 1;
    for (long iteration : iterations.keySet()) {
      Map<String, Object> was = before.getOrDefault(iteration, Map.of());
      Map<String, Object> is = after.getOrDefault(iteration, Map.of());
      for (String column : CURVE) {
        compare(from, iteration, column, was.get(column), is.get(column));
      }
      from = iteration + 1;
    }
  }

  private static Map<Object, Map<String, Object>> byIteration(List<Map<String, Object>> rows) {
    Map<Object, Map<String, Object>> found = new LinkedHashMap<>();
    rows.forEach(row -> found.put(Objects.requireNonNull(row.get("iteration")), row));
    return found;
  }

  private void spikes() {
    List<Map<String, Object>> before = new ArrayList<>(recorded.spikes());
    List<Map<String, Object>> after = new ArrayList<>(now.spikes());
    before.removeAll(now.spikes());
    after.removeAll(recorded.spikes());
    Comparator<Map<String, Object>> byIteration =
        Comparator.comparingLong(row -> (Long) Objects.requireNonNull(row.get("iteration")));
    List<Map<String, Object>> either = new ArrayList<>(before);
    either.addAll(after);
    either.sort(byIteration);
    for (Map<String, Object> row : either) {
      long at = (Long) Objects.requireNonNull(row.get("iteration"));
      boolean gone = before.contains(row);
      String words = row.get("loss") + " over " + row.get("limit") + " of " + row.get("example_id");
      found.add(
          new Difference(
              at, at, "clipped loss", gone ? words : "nothing", gone ? "nothing" : words, 0));
    }
  }

  private void evaluations() {
    Map<String, Map<String, Object>> before = byMetric(recorded.evaluations());
    Map<String, Map<String, Object>> after = byMetric(now.evaluations());
    Map<String, Map<String, Object>> either = new LinkedHashMap<>(before);
    either.putAll(after);
    either.forEach(
        (key, row) -> {
          long at = (Long) Objects.requireNonNull(row.get("iteration"));
          Object was = before.getOrDefault(key, Map.of()).get("value");
          Object is = after.getOrDefault(key, Map.of()).get("value");
          compare(at, at, "eval_" + row.get("metric"), was, is);
        });
  }

  private static Map<String, Map<String, Object>> byMetric(List<Map<String, Object>> rows) {
    Map<String, Map<String, Object>> found = new LinkedHashMap<>();
    rows.forEach(row -> found.put(row.get("iteration") + " " + row.get("metric"), row));
    return found;
  }

  private void summary() {
    long done = (Long) Objects.requireNonNull(recorded.summary().get("iterations_done"));
    long tail = Math.max(1, done - last + 1);
    for (String figure : List.of("status", "iterations_done", "diverged_at", "diverged_what")) {
      summary(done, figure);
    }
    summary(tail, "final_mean");
    summary(tail, "final_sd");
    summary(tail, COMMON);
    for (String figure : List.of("best", "last", "clip_fraction", "spikes")) {
      summary(1, figure);
    }
  }

  private void summary(long from, String figure) {
    long done = (Long) Objects.requireNonNull(recorded.summary().get("iterations_done"));
    compare(from, done, figure, recorded.summary().get(figure), now.summary().get(figure));
  }

  private void compare(
      long from, long to, String figure, @Nullable Object was, @Nullable Object is) {
    boolean older = was == null && figure.equals(COMMON); // versions before it recorded none
    if (!older && !Objects.equals(was, is)) {
      String before = Objects.toString(was, "nothing");
      found.add(
          new Difference(
              from, to, figure, before, Objects.toString(is, "nothing"), size(figure, was, is)));
    }
  }

  private static double size(String figure, @Nullable Object was, @Nullable Object is) {
    if (COUNTS.contains(figure)) {
      return 0;
    }
    if (!(was instanceof Double a) || !(is instanceof Double b)) {
      return UNMEASURABLE;
    }
    double apart = Math.abs(a - b);
    double scale = FRACTIONS.contains(figure) ? 1 : Math.max(Math.abs(a), Math.abs(b));
    double size = apart == 0 ? 0 : apart / scale;
    return Double.isNaN(size) ? UNMEASURABLE : size;
  }
}
