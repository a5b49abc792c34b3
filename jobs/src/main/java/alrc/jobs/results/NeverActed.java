package alrc.jobs.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compared cells whose rule never did anything: their trials are those of their baselines. */
public final class NeverActed {
  private static final int MOST = 3;

  /** The setting that people call n. */
  private static final String THRESHOLD = "deviations";

  private static final List<String> COURSE = List.of("status", "final_mean", "final_sd", "best");

  private NeverActed() {}

  /** One sentence for people; nothing where every compared cell acted. */
  public static Optional<String> remark(StudyResults results) {
    List<Compared> idle = results.compared().stream().filter(NeverActed::isIdle).toList();
    if (idle.isEmpty()) {
      return Optional.empty();
    }
    List<String> axes = results.axes();
    String cells =
        idle.stream()
            .limit(MOST)
            .map(pair -> name(pair.cell(), axes))
            .collect(Collectors.joining("; "));
    String more = idle.size() > MOST ? "; …" : "";
    return Optional.of(
        "ALRC never acted in "
            + idle.size()
            + " of "
            + results.compared().size()
            + " compared cells ("
            + cells
            + more
            + "): no loss was clipped, so their trials equal those of the baseline. Try a lower"
            + " threshold n, a lower decay or more iterations.");
  }

  /** Whether no loss was clipped, and the trials with shared seeds are the same. */
  private static boolean isIdle(Compared pair) {
    boolean limits =
        pair.cell().settings().get(THRESHOLD) instanceof Double n && Double.isFinite(n);
    if (!limits || pair.cell().clipFraction().orElse(1) > 0) {
      return false;
    }
    Map<Object, List<@Nullable Object>> own = courses(pair.cell());
    Map<Object, List<@Nullable Object>> baseline = courses(pair.baseline());
    own.keySet().retainAll(baseline.keySet());
    return !own.isEmpty()
        && own.entrySet().stream()
            .allMatch(trial -> Objects.equals(trial.getValue(), baseline.get(trial.getKey())));
  }

  /** What is recorded of each trial's losses, by seed. */
  private static Map<Object, List<@Nullable Object>> courses(CellResult cell) {
    Map<Object, List<@Nullable Object>> courses = new TreeMap<>();
    for (Map<String, Object> trial : cell.trials()) {
      List<@Nullable Object> course = new ArrayList<>();
      COURSE.forEach(column -> course.add(trial.get(column)));
      courses.put(Objects.requireNonNull(trial.get("seed")), course);
    }
    return courses;
  }

  private static String name(CellResult cell, List<String> axes) {
    return axes.stream()
        .filter(axis -> cell.settings().containsKey(axis))
        .map(
            axis ->
                (axis.equals(THRESHOLD) ? "n = " : axis + " ")
                    + value(Objects.requireNonNull(cell.settings().get(axis))))
        .collect(Collectors.joining(", "));
  }

  private static String value(Object value) {
    boolean whole = value instanceof Double number && number == Math.rint(number);
    return whole && Math.abs((Double) value) < 1e6
        ? String.valueOf(Math.round((Double) value))
        : String.valueOf(value);
  }
}
