package alrc.jobs.report;

import alrc.core.stats.Estimate;
import alrc.core.stats.FinalErrors;
import alrc.core.stats.Interval;
import alrc.core.stats.MuchWorse;
import alrc.core.stats.PairedComparison;
import alrc.jobs.report.Decisions.Decision;
import alrc.jobs.report.value.Digits;
import alrc.jobs.results.Analysis;
import alrc.jobs.results.CellResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What stands in the brackets of a sentence: interval, seeds, p, and what a mean does not show. */
final class Evidence {
  private final Decision decision;
  private final PairedComparison comparison;
  private final double level;
  private final double margin;

  Evidence(Decision decision, Findings findings) {
    this.decision = decision;
    this.comparison = decision.comparison();
    this.level = findings.decisions().family().level();
    this.margin = findings.options().margin();
  }

  /** Ends a sentence. */
  String brackets(List<String> figures) {
    List<String> groups = new ArrayList<>();
    if (!figures.isEmpty()) {
      groups.add(String.join(", ", figures));
    }
    diverged().ifPresent(groups::add);
    muchWorse().ifPresent(groups::add);
    return (groups.isEmpty() ? "." : " (" + String.join("; ", groups) + ").") + reverse();
  }

  private Optional<String> muchWorse() {
    Measure measure = Measure.between(decision.cell(), decision.baseline());
    FinalErrors cell = measure.of(decision.cell());
    FinalErrors baseline = measure.of(decision.baseline());
    int own = MuchWorse.count(cell.sharedWith(baseline));
    int other = MuchWorse.count(baseline.sharedWith(cell));
    return own + other == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%d of its seeds and %d of the baseline's ended much worse than the rest",
                own,
                other));
  }

  /** A sentence of its own where the medians say the reverse. */
  private String reverse() {
    double least =
        switch (decision.decided().verdict()) {
          case LOWER, HIGHER -> 0;
          case EQUIVALENT, UNDECIDED, TOO_FEW -> margin;
        };
    if (!comparison.mediansDisagree(least)) {
      return "";
    }
    boolean higher = comparison.medianDifference().orElseThrow() > 0;
    return String.format(
        Locale.ROOT,
        " The medians say the reverse of the means: the mean is %s than the baseline's, the median"
            + " %s. A few seeds decide the mean; look at every seed.",
        higher ? "lower" : "higher",
        higher ? "higher" : "lower");
  }

  /** Those of a relative difference. */
  List<String> figures(Estimate relative) {
    List<String> figures = new ArrayList<>();
    if (relative.interval().isPresent()) {
      List<String> ends = Digits.percents(relative.value(), relative.interval());
      figures.add(interval(ends.get(1), ends.get(2)) + " %");
    } else if (comparison.pairs() > 1) {
      figures.add("no interval, because the baseline's mean is not distinguishable from 0 at 95 %");
    }
    figures.addAll(figures());
    return figures;
  }

  /** Those without a relative difference. */
  List<String> figures() {
    List<String> figures = new ArrayList<>(List.of(pairedSeeds()));
    decision.decided().holm().ifPresent(p -> figures.add("Holm " + Digits.p(p)));
    return figures;
  }

  /** Those of ranks. */
  List<String> ranked(Estimate chance) {
    List<String> figures = new ArrayList<>();
    chance
        .interval()
        .ifPresent(
            ends ->
                figures.add(
                    interval(Digits.probability(ends.low()), Digits.probability(ends.high()))
                        + (contains(ends, 0.5) ? ", which the test does not use" : "")));
    figures.addAll(figures());
    return figures;
  }

  /** Why there is no interval of the difference; empty where a mean is defined. */
  List<String> withoutMeans() {
    List<String> figures = new ArrayList<>();
    if (comparison.divergedPairs() > 0) {
      figures.add("no interval, because trials diverged and there is no mean difference");
    } else {
      figures.add("no interval, because the baseline's mean is not above 0");
    }
    figures.addAll(figures());
    return figures;
  }

  /** Whether the interval of this comparison alone leaves out 0, or its test alone rejects. */
  boolean aloneDecided() {
    return comparison.deciding().orElse(1) <= level && decision.decided().holm().orElse(1) > level;
  }

  static boolean contains(Interval interval, double value) {
    return interval.low() <= value && value <= interval.high();
  }

  private static String interval(String low, String high) {
    return Math.round(100 * Analysis.CONFIDENCE) + " % interval " + low + " to " + high;
  }

  String pairedSeeds() {
    return comparison.pairs() + " paired seeds";
  }

  /** Of a test that is valid at every look. */
  String evidence() {
    return String.format(
        Locale.ROOT, "evidence %.3g, %.3g decides", comparison.evidence(), 1 / level);
  }

  /** How many trials of both cells diverged; empty where none did. */
  Optional<String> diverged() {
    CellResult cell = decision.cell();
    CellResult baseline = decision.baseline();
    return cell.diverged() + baseline.diverged() == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "diverged: %d of its %d trials, %d of the baseline's %d",
                cell.diverged(),
                cell.trials().size(),
                baseline.diverged(),
                baseline.trials().size()));
  }
}
