package alrc.jobs.report;

import alrc.core.stats.Verdict;
import alrc.jobs.report.Decisions.Decision;
import alrc.jobs.report.value.Labels;
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

  private Answer() {}

  /** The sentences, what is left out, and how it was decided; empty without a comparison. */
  static List<String> lines(Findings findings) {
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
    lines.add(explanation(findings));
    return lines;
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
        "Each cell is compared with its baseline, "
            + (findings.baseline().startsWith("cell ") ? "" : "the cell that is equal but for ")
            + findings.baseline()
            + ", over the seeds that both have finished. ";
    double level = decisions.family().level();
    if (decisions.untilDecided()) {
      return shared
          + String.format(
              Locale.ROOT,
              "Sign test, valid at every look, at level %s for each comparison, not corrected for"
                  + " their number.",
              Labels.value(level));
    }
    long tested =
        decisions.all().stream().filter(each -> each.decided().holm().isPresent()).count();
    return shared
        + String.format(
            Locale.ROOT,
            "Lower or higher: paired t-test (Mann–Whitney where a trial diverged), p adjusted by"
                + " Holm over the %s, at level %s. No difference: the 95 %% interval of the"
                + " relative difference lies within ±%s %%.",
            tested == 1 ? "one comparison that has one" : tested + " comparisons that have one",
            Labels.value(level),
            Labels.value(findings.options().marginPercent()));
  }
}
