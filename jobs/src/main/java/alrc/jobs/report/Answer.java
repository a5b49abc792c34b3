package alrc.jobs.report;

import alrc.core.stats.Verdict;
import alrc.jobs.report.Decisions.Decision;
import alrc.jobs.report.value.Labels;
import alrc.jobs.report.value.Thresholds;
import alrc.jobs.results.NeverActed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a study answers, before any table: one plain sentence per comparison. */
final class Answer {
  private static final int MOST = 20;
  private static final String SINGLE =
      " Each interval is for its comparison alone, without that correction, so that an interval"
          + " without 0 can stand beside \"not decided\".";

  private Answer() {}

  /** The sentences, what is left out, and how it was decided; empty without a comparison. */
  static List<String> lines(Findings findings) {
    List<String> lines = new ArrayList<>(sentences(findings));
    lines.addAll(notes(findings));
    return lines;
  }

  /** What was found, and what is left out; empty without a comparison. */
  static List<String> sentences(Findings findings) {
    Decisions decisions = findings.decisions();
    if (decisions.all().isEmpty()) {
      return List.of();
    }
    CellNames names = new CellNames(findings.results());
    List<Decision> ordered = ordered(decisions.all());
    List<String> lines = new ArrayList<>();
    ordered.stream()
        .limit(MOST)
        .map(each -> Decisions.complete(each, findings.options()))
        .forEach(each -> lines.add(Sentence.of(each, findings, names)));
    if (ordered.size() > MOST) {
      lines.add(leftOut(ordered.subList(MOST, ordered.size())));
    }
    NeverActed.remark(findings.results()).ifPresent(lines::add);
    return lines;
  }

  /** What n is, and how it was decided; empty without a comparison. */
  static List<String> notes(Findings findings) {
    if (findings.decisions().all().isEmpty()) {
      return List.of();
    }
    List<String> notes = new ArrayList<>(Thresholds.sentences(findings.results().cells()));
    notes.add(explanation(findings));
    return notes;
  }

  /** In the order of the cells; where not all are said, what is decided comes first. */
  private static List<Decision> ordered(List<Decision> all) {
    return all.size() <= MOST
        ? all
        : all.stream().sorted(Comparator.comparingInt(Answer::rank)).toList();
  }

  private static int rank(Decision decision) {
    return switch (decision.decided().verdict()) {
      case LOWER, HIGHER -> 0;
      case EQUIVALENT -> 1;
      case UNDECIDED -> 2;
      case TOO_FEW -> 3;
    };
  }

  private static String leftOut(List<Decision> rest) {
    Map<Verdict, Long> counts =
        rest.stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.decided().verdict(), TreeMap::new, Collectors.counting()));
    return rest.size()
        + " more comparisons are left out here ("
        + counts.entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey().word())
            .collect(Collectors.joining(", "))
        + "); comparisons.csv has all of them.";
  }

  /** How it was decided, in words. */
  static String explanation(Findings findings) {
    Decisions decisions = findings.decisions();
    String shared =
        "Each cell (one combination of settings) is compared with its baseline, "
            + (findings.baseline().startsWith("cell ")
                ? ""
                : "the cell with the same settings but ")
            + findings.baseline()
            + ", seed by seed, over the seeds that finished in both. ";
    double level = decisions.family().level();
    if (decisions.untilDecided()) {
      return shared
          + String.format(
              Locale.ROOT,
              "The sign test decides, which is valid however often one looks, at level %s for each"
                  + " comparison, not corrected for their number.",
              Labels.value(level));
    }
    int tested = decisions.tested();
    return shared
        + String.format(
            Locale.ROOT,
            "An error is lower or higher if the paired t-test (Mann–Whitney where a trial diverged)"
                + " gives p ≤ %s%s. There is no difference if the 95 %% interval of the relative"
                + " difference lies within ±%s %%.%s",
            Labels.value(level),
            tested > 1 ? ", after Holm's correction for " + tested + " comparisons" : "",
            Labels.value(findings.options().marginPercent()),
            tested > 1 ? SINGLE : "");
  }
}
