package alrc.jobs.report;

import alrc.jobs.results.Analysis;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.SweepOutput;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The paragraph that a paper's appendix and a reviewer's checklist ask for. */
final class Checklist {
  private Checklist() {}

  /** One paragraph each on repetition, error bars, tests and exclusions. */
  static List<String> lines(Findings findings) {
    return List.of(repetition(findings), errorBars(), tests(findings), exclusions(findings));
  }

  private static String repetition(Findings findings) {
    TreeSet<Integer> planned =
        findings.results().cells().stream()
            .map(CellResult::planned)
            .collect(Collectors.toCollection(TreeSet::new));
    String seeds =
        planned.isEmpty()
            ? "0"
            : planned.size() == 1
                ? String.valueOf(planned.first())
                : planned.first() + " to " + planned.last();
    return "Repetition: "
        + seeds
        + " seeds per cell; a seed decides initial weights and the order of examples, and the trial"
        + " is the unit of every statistic. The number of seeds was "
        + (findings.decisions().untilDecided()
            ? "raised until a comparison was decided or the limit was reached."
            : "that of the study; the tests suppose that it was chosen before the results.");
  }

  private static String errorBars() {
    return String.format(
        Locale.ROOT,
        "Error bars: ± is the standard deviation over seeds (divisor n − 1). Intervals are 95 %%:"
            + " Student's t for means and differences, Fieller's for relative differences,"
            + " percentile bootstrap (%d resamples, seed %d) for medians, interquartile means and"
            + " probabilities of improvement.",
        Analysis.BOOTSTRAP.resamples(),
        Analysis.BOOTSTRAP.seed());
  }

  private static String tests(Findings findings) {
    if (findings.decisions().all().isEmpty()) {
      return "Tests: no two cells were compared.";
    }
    return "Tests: " + Answer.explanation(findings);
  }

  private static String exclusions(Findings findings) {
    List<CellResult> results = findings.results().cells();
    long diverged = sum(results, CellResult::diverged);
    String counted =
        diverged == 0
            ? "no trial diverged"
            : diverged
                + " diverged trials are results: they are counted, and are the worst outcome of"
                + " every statistic by ranks";
    long missing = sum(results, CellResult::failed) + sum(results, CellResult::pending);
    String without =
        missing == 0 ? "" : "; " + missing + " trials that failed or are pending have no result";
    String left = findings.leftOut().isEmpty() ? "" : " " + findings.leftOut();
    int excluded = findings.results().outputs().stream().mapToInt(SweepOutput::excluded).sum();
    String cells =
        excluded == 0
            ? "none"
            : "the study leaves out "
                + excluded
                + (excluded == 1 ? " cell" : " cells")
                + " of its grid";
    int hidden = findings.results().outputs().stream().mapToInt(SweepOutput::noLongerAsked).sum();
    String old =
        hidden == 0
            ? ""
            : "; "
                + hidden
                + " recorded trials are not shown, because the study asks for them no more";
    return "Exclusions: " + cells + "; " + counted + without + old + "." + left;
  }

  private static long sum(List<CellResult> cells, ToLongFunction<CellResult> count) {
    return cells.stream().mapToLong(count).sum();
  }
}
