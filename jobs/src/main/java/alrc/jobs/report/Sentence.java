package alrc.jobs.report;

import alrc.core.stats.DetectableEffect;
import alrc.core.stats.Estimate;
import alrc.core.stats.Interval;
import alrc.core.stats.PairedComparison;
import alrc.core.stats.SignTest;
import alrc.core.stats.Verdict;
import alrc.jobs.report.Decisions.Decision;
import alrc.jobs.report.value.Digits;
import alrc.jobs.report.value.Labels;
import alrc.jobs.results.Analysis;
import alrc.jobs.results.CellResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** One comparison in one plain sentence, with effect, interval and evidence. */
final class Sentence {
  private final Decision decision;
  private final PairedComparison comparison;
  private final double level;
  private final boolean untilDecided;
  private final String margin;
  private final String subject;
  private final String error;

  private Sentence(Decision decision, Findings findings, CellNames names) {
    this.decision = decision;
    this.comparison = decision.comparison();
    this.level = findings.decisions().family().level();
    this.untilDecided = findings.decisions().untilDecided();
    this.margin = Labels.value(findings.options().marginPercent());
    this.subject = names.subject(decision.cell(), decision.baseline());
    this.error = names.error(decision.cell(), decision.baseline());
  }

  /** The sentence of one of the decisions. */
  static String of(Decision decision, Findings findings, CellNames names) {
    return new Sentence(decision, findings, names).text();
  }

  private String text() {
    return switch (decision.decided().verdict()) {
      case LOWER, HIGHER -> changed();
      case EQUIVALENT -> equivalent();
      case UNDECIDED -> undecided();
      case TOO_FEW ->
          String.format(
              Locale.ROOT,
              "Too few seeds to say whether %s changes %s: %s finished in both cells, at least %d"
                  + " pairs are needed%s.",
              subject,
              error,
              comparison.pairs() == 0 ? "none" : String.valueOf(comparison.pairs()),
              PairedComparison.FEWEST_PAIRS,
              diverged().map(counts -> "; " + counts).orElse(""));
    };
  }

  private String changed() {
    boolean lower = decision.decided().verdict() == Verdict.LOWER;
    String claim = subject + (lower ? " lowers " : " raises ") + error;
    if (untilDecided) {
      SignTest.Tally pairs = comparison.tally();
      int agreeing = lower ? pairs.better() : pairs.worse();
      return claim + " in " + agreeing + " of " + pairedSeeds() + brackets(List.of(evidence()));
    }
    if (comparison.relative().isEmpty()) {
      return claim + ": its trials end " + ranked(lower);
    }
    Estimate relative = comparison.relative().get();
    Estimate size = lower ? negated(relative) : relative;
    String effect = Digits.percents(size.value(), size.interval()).get(0);
    return claim + " by " + effect + " %" + brackets(figures(size));
  }

  /** By ranks, where a trial diverged and no mean exists. */
  private String ranked(boolean lower) {
    Estimate below = comparison.improvement().orElseThrow();
    Estimate chance =
        lower ? below : new Estimate(1 - below.value(), below.interval().map(Sentence::complement));
    List<String> figures = new ArrayList<>();
    chance
        .interval()
        .map(ends -> interval(Digits.probability(ends.low()), Digits.probability(ends.high())))
        .ifPresent(figures::add);
    figures.addAll(figures());
    return (lower ? "below" : "above")
        + " the baseline's with probability "
        + Digits.probability(chance.value())
        + brackets(figures);
  }

  private String equivalent() {
    String claim = subject + " makes no difference to " + error + ": ";
    int equal = comparison.tally().equal();
    if (equal == comparison.pairs()) {
      return claim + "all " + pairedSeeds() + " give the same error" + brackets(List.of());
    }
    if (untilDecided) {
      String same = equal + " of " + pairedSeeds() + " give the same error";
      return claim + same + brackets(List.of(evidence()));
    }
    return claim
        + "the interval lies within ±"
        + margin
        + " %"
        + brackets(figures(comparison.relative().orElseThrow()));
  }

  private String undecided() {
    String claim = "Whether " + subject + " changes " + error + " is not decided";
    if (untilDecided) {
      SignTest.Tally pairs = comparison.tally();
      String counts = pairs.better() + " lower, " + pairs.worse() + " higher";
      return claim + brackets(List.of(pairedSeeds(), counts, evidence()));
    }
    List<String> figures = comparison.relative().map(this::figures).orElseGet(this::figures);
    return claim + needed() + brackets(figures);
  }

  /** How many more seeds would be needed, where the spread is known. */
  private String needed() {
    OptionalLong pairs = comparison.pairsFor(Analysis.WORTH_SEEING, DetectableEffect.USUAL);
    if (pairs.isEmpty()) {
      return "";
    }
    long more = pairs.getAsLong() - comparison.pairs();
    String size = Labels.value(100 * Analysis.WORTH_SEEING) + " %";
    return more <= 0
        ? ": these seeds suffice to see " + size
        : String.format(
            Locale.ROOT,
            ": about %s more %s would be needed to see %s",
            Digits.about(more),
            more == 1 ? "seed" : "seeds",
            size);
  }

  private List<String> figures(Estimate relative) {
    List<String> figures = new ArrayList<>();
    if (relative.interval().isPresent()) {
      List<String> ends = Digits.percents(relative.value(), relative.interval());
      figures.add(interval(ends.get(1), ends.get(2)) + " %");
    }
    figures.addAll(figures());
    return figures;
  }

  private List<String> figures() {
    List<String> figures = new ArrayList<>(List.of(pairedSeeds()));
    decision.decided().holm().ifPresent(p -> figures.add("Holm " + Digits.p(p)));
    return figures;
  }

  private static String interval(String low, String high) {
    return "95 % interval " + low + " to " + high;
  }

  private String pairedSeeds() {
    return comparison.pairs() + " paired seeds";
  }

  private String evidence() {
    return String.format(
        Locale.ROOT, "evidence %.3g, %.3g decides", comparison.evidence(), 1 / level);
  }

  private String brackets(List<String> figures) {
    List<String> groups = new ArrayList<>();
    if (!figures.isEmpty()) {
      groups.add(String.join(", ", figures));
    }
    diverged().ifPresent(groups::add);
    return groups.isEmpty() ? "." : " (" + String.join("; ", groups) + ").";
  }

  private Optional<String> diverged() {
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

  private static Estimate negated(Estimate estimate) {
    return new Estimate(
        -estimate.value(),
        estimate.interval().map(ends -> new Interval(-ends.high(), -ends.low())));
  }

  private static Interval complement(Interval ends) {
    return new Interval(1 - ends.high(), 1 - ends.low());
  }
}
