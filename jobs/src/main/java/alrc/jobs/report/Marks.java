package alrc.jobs.report;

import alrc.core.stats.Family;
import alrc.core.stats.MeanError;
import alrc.core.stats.PairedComparison;
import alrc.core.stats.Verdict;
import alrc.jobs.report.value.Labels;
import alrc.jobs.report.value.LossUnit;
import alrc.jobs.results.Analysis;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.StudyResults;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The cell with the lowest mean error of each unit, and the cells that the seeds do not distinguish
 * from it. The best one is chosen by the same seeds, so that the test is a guide to reading the
 * table and not a result. Nothing is marked where no cell shares three seeds with the lowest.
 */
final class Marks {
  static final String BEST = "★";
  static final String NEAR = "☆";

  private final Set<String> best = new HashSet<>();
  private final Set<String> near = new HashSet<>();
  private final Measure measure;
  private final Family family;
  private final double marginPercent;
  private int compared;

  Marks(Findings findings, Measure measure) {
    this.measure = measure;
    this.family = findings.decisions().family();
    this.marginPercent = findings.options().marginPercent();
    groups(findings.results()).values().forEach(this::mark);
  }

  private Map<String, List<CellResult>> groups(StudyResults results) {
    Map<String, List<CellResult>> groups = new LinkedHashMap<>();
    for (CellResult cell : results.cells()) {
      String unit = measure == Measure.FINAL ? LossUnit.of(cell) : "";
      groups.computeIfAbsent(unit, key -> new ArrayList<>()).add(cell);
    }
    return groups;
  }

  private void mark(List<CellResult> cells) {
    @Nullable CellResult lowest = null;
    double least = Double.POSITIVE_INFINITY;
    for (CellResult cell : cells) {
      double mean =
          measure.mean(cell).known().map(MeanError.Known::value).orElse(Double.POSITIVE_INFINITY);
      if (mean < least) {
        lowest = cell;
        least = mean;
      }
    }
    if (lowest != null) {
      compare(lowest, cells);
    }
  }

  private void compare(CellResult lowest, List<CellResult> cells) {
    PairedComparison.Settings settings =
        new PairedComparison.Settings(Analysis.CONFIDENCE, marginPercent / 100, Optional.empty());
    List<CellResult> others =
        cells.stream().filter(cell -> !cell.key().equals(lowest.key())).toList();
    List<Family.Decided> decided =
        family.decide(
            others.stream()
                .map(c -> PairedComparison.of(measure.of(c), measure.of(lowest), settings))
                .toList());
    for (int i = 0; i < others.size(); i++) {
      Verdict verdict = decided.get(i).verdict();
      if (verdict != Verdict.TOO_FEW) {
        compared++;
        best.add(lowest.key());
        if (verdict != Verdict.HIGHER) {
          near.add(others.get(i).key());
        }
      }
    }
  }

  /** The mark of a cell, or an empty text. */
  String of(CellResult cell) {
    return best.contains(cell.key()) ? BEST : near.contains(cell.key()) ? NEAR : "";
  }

  private String correction() {
    String families = best.size() > 1 ? ", in " + best.size() + " families" : "";
    return " after Holm's correction for " + compared + " comparisons" + families;
  }

  /** What the marks mean and by which test, as a sentence; empty where nothing is marked. */
  String explanation() {
    if (best.isEmpty()) {
      return "";
    }
    String each = best.size() > 1 ? " of each loss" : "";
    String test =
        family.seeds() == Family.Seeds.UNTIL_DECIDED
            ? String.format(
                Locale.ROOT,
                "sign test, valid however often one looks, at level %s",
                Labels.value(family.level()))
            : String.format(
                Locale.ROOT,
                "paired t-test with it, or Mann–Whitney where a trial diverged: p > %s%s",
                Labels.value(family.level()),
                compared > best.size() ? correction() : "");
    return BEST
        + ": lowest mean"
        + each
        + ". "
        + NEAR
        + ": not distinguishable from it ("
        + test
        + ").";
  }
}
