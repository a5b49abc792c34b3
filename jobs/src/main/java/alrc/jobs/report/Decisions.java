package alrc.jobs.report;

import alrc.core.stats.DetectableEffect;
import alrc.core.stats.Estimate;
import alrc.core.stats.Family;
import alrc.core.stats.PairedComparison;
import alrc.jobs.page.Csv;
import alrc.jobs.results.Analysis;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.Compared;
import alrc.jobs.results.StudyResults;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every comparison of a study and what it decides, over the seeds that both of its cells have.
 *
 * @param family how they are decided
 * @param all in the order of the compared cells
 */
record Decisions(Family family, List<Decision> all) {
  private static final List<String> HEADER =
      List.of(
          "cell_id",
          "baseline_id",
          "pairs",
          "difference",
          "difference_low",
          "difference_high",
          "relative",
          "p_paired",
          "p_welch",
          "p_mann_whitney",
          "p_holm",
          "probability_of_improvement",
          "cliffs_delta",
          "detectable",
          "evidence",
          "verdict");

  /** One comparison and what it decides. */
  record Decision(CellResult cell, CellResult baseline, Family.Decided decided) {
    PairedComparison comparison() {
      return decided.comparison();
    }
  }

  Decisions {
    all = List.copyOf(all);
  }

  /** Decides all comparisons of a study as one family. */
  static Decisions of(StudyResults results, ReportOptions options) {
    Family family =
        results.standings().isEmpty()
            ? new Family(Analysis.LEVEL, Family.Seeds.FIXED)
            : new Family(results.standings().get(0).level(), Family.Seeds.UNTIL_DECIDED);
    List<Compared> pairs = results.compared();
    PairedComparison.Settings settings =
        new PairedComparison.Settings(Analysis.CONFIDENCE, options.margin(), Optional.empty());
    List<Family.Decided> decided =
        family.decide(pairs.stream().map(pair -> comparison(pair, settings)).toList());
    List<Decision> all = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      all.add(new Decision(pairs.get(i).cell(), pairs.get(i).baseline(), decided.get(i)));
    }
    return new Decisions(family, all);
  }

  /** The same decision with the interval of the probability of improvement: only few are read. */
  static Decision complete(Decision one, ReportOptions options) {
    PairedComparison.Settings settings =
        new PairedComparison.Settings(Analysis.CONFIDENCE, options.margin(), Analysis.BOOTSTRAP);
    Family.Decided decided = one.decided();
    return new Decision(
        one.cell(),
        one.baseline(),
        new Family.Decided(
            comparison(new Compared(one.cell(), one.baseline()), settings),
            decided.holm(),
            decided.verdict()));
  }

  private static PairedComparison comparison(Compared pair, PairedComparison.Settings settings) {
    Measure measure = Measure.between(pair.cell(), pair.baseline());
    return PairedComparison.of(measure.of(pair.cell()), measure.of(pair.baseline()), settings);
  }

  /** How many comparisons have a p, over which Holm's correction goes. */
  int tested() {
    return (int) all.stream().filter(each -> each.decided().holm().isPresent()).count();
  }

  /**
   * The effect that a comparison of this study detects: at the level of the first step of Holm's
   * correction.
   */
  DetectableEffect effect() {
    DetectableEffect usual = DetectableEffect.USUAL;
    return new DetectableEffect(family.level() / Math.max(1, tested()), usual.power());
  }

  /** Whether seeds were added on looking. */
  boolean untilDecided() {
    return family.seeds() == Family.Seeds.UNTIL_DECIDED;
  }

  /**
   * The text of {@code comparisons.csv}: a figure that is not defined is empty. Of several outputs,
   * which may have cells of equal ids, its last columns name the outputs of both cells.
   */
  String csv(boolean ofSeveral) {
    List<String> header = new ArrayList<>(HEADER);
    if (ofSeveral) {
      header.addAll(List.of(CellResult.OUTPUT, "baseline_" + CellResult.OUTPUT));
    }
    return Csv.text(header, all.stream().map(one -> row(one, ofSeveral)).toList());
  }

  private List<@Nullable Object> row(Decision one, boolean ofSeveral) {
    PairedComparison comparison = one.comparison();
    List<@Nullable Object> values =
        new ArrayList<>(List.of(one.cell().cellId(), one.baseline().cellId(), comparison.pairs()));
    values.addAll(CellTable.estimate(comparison.difference()));
    values.add(comparison.relative().map(Estimate::value).orElse(null));
    values.add(CellTable.figure(comparison.paired()));
    values.add(CellTable.figure(comparison.welch()));
    values.add(CellTable.figure(comparison.mannWhitney()));
    values.add(CellTable.figure(one.decided().holm()));
    values.add(comparison.improvement().map(Estimate::value).orElse(null));
    values.add(comparison.cliffsDelta().map(Estimate::value).orElse(null));
    values.add(CellTable.figure(comparison.detectable(DetectableEffect.USUAL)));
    values.add(untilDecided() ? comparison.evidence() : null);
    values.add(one.decided().verdict().word());
    if (ofSeveral) {
      values.add(one.cell().settings().get(CellResult.OUTPUT));
      values.add(one.baseline().settings().get(CellResult.OUTPUT));
    }
    return values;
  }
}
