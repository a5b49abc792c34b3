package alrc.jobs.report;

import alrc.core.stats.Estimate;
import alrc.core.stats.Interval;
import alrc.core.stats.PairedComparison;
import alrc.core.stats.SignTest;
import alrc.core.stats.Verdict;
import alrc.jobs.report.Decisions.Decision;
import alrc.jobs.report.value.Digits;
import alrc.jobs.report.value.Labels;
import alrc.jobs.results.Analysis;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** One comparison in one plain sentence, with effect, interval and evidence. */
final class Sentence {
  private final Decision decision;
  private final PairedComparison comparison;
  private final Evidence evidence;
  private final Decisions all;
  private final boolean untilDecided;
  private final String margin;
  private final String subject;
  private final String error;

  private Sentence(Decision decision, Findings findings, CellNames names) {
    this.decision = decision;
    this.comparison = decision.comparison();
    this.evidence = new Evidence(decision, findings);
    this.all = findings.decisions();
    this.untilDecided = all.untilDecided();
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
      case TOO_FEW -> tooFew();
    };
  }

  private String tooFew() {
    return String.format(
        Locale.ROOT,
        "Too few seeds to say whether %s changes %s: %s finished in both cells, at least %d"
            + " pairs are needed%s.",
        subject,
        error,
        comparison.pairs() == 0 ? "none" : String.valueOf(comparison.pairs()),
        PairedComparison.FEWEST_PAIRS,
        evidence.diverged().map(counts -> "; " + counts).orElse(""));
  }

  private String changed() {
    boolean lower = decision.decided().verdict() == Verdict.LOWER;
    String claim = subject + (lower ? " lowers " : " raises ") + error;
    if (untilDecided) {
      SignTest.Tally pairs = comparison.tally();
      int agreeing = lower ? pairs.better() : pairs.worse();
      return claim
          + " in "
          + agreeing
          + " of "
          + evidence.pairedSeeds()
          + evidence.brackets(List.of(evidence.evidence()));
    }
    if (comparison.relative().isEmpty()) {
      return claim + ": its trials end " + ranked(lower);
    }
    Estimate relative = comparison.relative().get();
    Estimate size = lower ? negated(relative) : relative;
    String effect = Digits.percents(size.value(), size.interval()).get(0);
    return claim + " by " + effect + " %" + evidence.brackets(evidence.figures(size));
  }

  /** By ranks, where a trial diverged and no mean exists. */
  private String ranked(boolean lower) {
    Estimate below = comparison.improvement().orElseThrow();
    Estimate chance =
        lower ? below : new Estimate(1 - below.value(), below.interval().map(Sentence::complement));
    return (lower ? "below" : "above")
        + " the baseline's with probability "
        + Digits.probability(chance.value())
        + evidence.brackets(evidence.ranked(chance));
  }

  private String equivalent() {
    String claim = subject + " makes no difference to " + error + ": ";
    int equal = comparison.tally().equal();
    if (equal == comparison.pairs()) {
      return claim
          + "all "
          + evidence.pairedSeeds()
          + " give the same error"
          + evidence.brackets(List.of());
    }
    if (untilDecided) {
      String same = equal + " of " + evidence.pairedSeeds() + " give the same error";
      return claim + same + evidence.brackets(List.of(evidence.evidence()));
    }
    boolean small = decision.decided().holm().orElse(1) <= all.family().level();
    return (small ? subject + " changes " + error + " by less than " + margin + " %: " : claim)
        + "the interval lies within ±"
        + margin
        + " %"
        + evidence.brackets(evidence.figures(comparison.relative().orElseThrow()));
  }

  private String undecided() {
    String claim = "Whether " + subject + " changes " + error + " is not decided";
    if (untilDecided) {
      SignTest.Tally pairs = comparison.tally();
      String counts = pairs.better() + " lower, " + pairs.worse() + " higher";
      return claim
          + evidence.brackets(List.of(evidence.pairedSeeds(), counts, evidence.evidence()));
    }
    List<String> reasons = new ArrayList<>();
    if (evidence.aloneDecided()) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "alone it would be (%s), but not as one of %d comparisons",
              Digits.p(comparison.deciding().orElseThrow()),
              all.tested()));
    }
    needed().ifPresent(reasons::add);
    return claim
        + (reasons.isEmpty() ? "" : ": " + String.join("; ", reasons))
        + evidence.brackets(
            comparison.relative().map(evidence::figures).orElseGet(evidence::withoutMeans));
  }

  /** How many more seeds would be needed, where the spread is known. */
  private Optional<String> needed() {
    if (comparison.spread().isEmpty() || comparison.relative().isEmpty()) {
      return Optional.empty();
    }
    OptionalLong pairs = comparison.pairsFor(Analysis.WORTH_SEEING, all.effect());
    long more = pairs.orElse(Long.MAX_VALUE) - comparison.pairs();
    String size = Labels.value(100 * Analysis.WORTH_SEEING) + " %";
    if (more <= 0) {
      return Optional.of("a difference of " + size + " would probably have been seen");
    }
    String number =
        more > Analysis.MOST_SEEDS
            ? String.format(Locale.ROOT, "more than %,d", Analysis.MOST_SEEDS)
            : "about " + Digits.about(more);
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%s more %s would be needed to see %s",
            number,
            more == 1 ? "seed" : "seeds",
            size));
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
