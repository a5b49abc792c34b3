package alrc.jobs.report.value;

import alrc.jobs.results.CellResult;
import alrc.jobs.results.StudyResults;
import alrc.jobs.results.SweepOutput;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** When trials ran and how long they took. */
public final class Compute {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Compute() {}

  /** Rows of a name and a value; none before the first trial has ended. */
  public static List<List<String>> rows(StudyResults results) {
    double seconds = 0;
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    long retried = 0;
    for (CellResult cell : results.cells()) {
      for (Map<String, Object> trial : cell.trials()) {
        if (trial.get("wall_seconds") instanceof Double wall
            && trial.get("started_at") instanceof Long started) {
          double cohort = trial.get("cohort_size") instanceof Integer size ? size : 1;
          seconds += wall / cohort;
          first = Math.min(first, started);
          last = Math.max(last, started + Math.round(1000 * wall));
          retried += trial.get("attempt") instanceof Integer attempt ? attempt - 1 : 0;
        }
      }
    }
    if (last < first) {
      return List.of();
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "first start, last end",
            TIME.format(Instant.ofEpochMilli(first))
                + " to "
                + TIME.format(Instant.ofEpochMilli(last))
                + " UTC"));
    rows.add(List.of("compute", compute(seconds, results.outputs(), retried)));
    return rows;
  }

  private static String compute(double seconds, List<SweepOutput> outputs, long retried) {
    int failed = outputs.stream().mapToInt(output -> output.failed().attempts()).sum();
    int timed = outputs.stream().mapToInt(output -> output.failed().timed()).sum();
    double lost = outputs.stream().mapToDouble(output -> output.failed().seconds()).sum();
    String text =
        Labels.time(seconds + lost)
            + " of training: the last attempts of the trials shown"
            + (timed > 0
                ? ", and "
                    + Labels.time(lost)
                    + " of "
                    + timed
                    + (timed == 1 ? " failed attempt" : " failed attempts")
                : "")
            + "; trials that trained side by side share their time";
    long all = Math.max(failed, retried); // an earlier attempt of a finished trial failed too
    return text
        + (all == 0
            ? ". No attempt failed."
            : all == timed
                ? "."
                : String.format(
                    Locale.ROOT,
                    ". The time of %d of %d failed attempts is not recorded.",
                    all - timed,
                    all));
  }
}
