package alrc.jobs.report;

import alrc.jobs.figure.FigureWords;
import alrc.jobs.figure.Figures;
import alrc.jobs.report.value.FieldValue;
import alrc.jobs.report.value.Labels;
import alrc.jobs.report.value.LossUnit;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.StudyResults;
import alrc.settings.UserMistake;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that a section is made from.
 *
 * @param results what the sweep recorded, with the cells and comparisons that the options choose
 * @param decisions its comparisons
 * @param baseline what cells are compared with, such as {@code n = ∞}
 * @param options what the user chose, with the names of known fields
 * @param leftOut which cells the options leave out, in words; empty for none
 * @param figures drawn when they are asked for
 * @param tables of the errors
 */
record Findings(
    StudyResults results,
    Decisions decisions,
    String baseline,
    ReportOptions options,
    String leftOut,
    Figures figures,
    ErrorTables tables) {
  /**
   * Decides the comparisons of some results.
   *
   * @throws UserMistake if an option names what the results do not have
   */
  static Findings of(StudyResults all, ReportOptions options) {
    BaselineChoice baseline = BaselineChoice.of(all, options);
    Fields fields = new Fields(all);
    ReportOptions known =
        new ReportOptions(
            options.marginPercent(),
            options.baseline(),
            fields.names("--rows", options.rows()),
            fields.names("--columns", options.columns()),
            options.where().stream().map(fields::known).toList());
    StudyResults shown = shown(all, baseline, known, fields);
    return new Findings(
        shown,
        Decisions.of(shown, known),
        baseline.words(),
        known,
        leftOut(all, shown, known),
        figures(shown, false),
        new ErrorTables());
  }

  private static StudyResults shown(
      StudyResults all, BaselineChoice baseline, ReportOptions options, Fields fields) {
    Map<String, List<FieldValue>> byField = new LinkedHashMap<>();
    for (FieldValue value : options.where()) {
      var unused = fields.with(value);
      byField.computeIfAbsent(value.field(), field -> new ArrayList<>()).add(value);
    }
    List<CellResult> cells =
        all.cells().stream()
            .filter(
                cell ->
                    byField.values().stream()
                        .allMatch(values -> values.stream().anyMatch(v -> Fields.has(cell, v))))
            .toList();
    if (cells.isEmpty() && !byField.isEmpty()) {
      throw new UserMistake(words(options) + ": no cell has all these values");
    }
    Set<String> ids =
        cells.stream().map(CellResult::key).collect(Collectors.toCollection(HashSet::new));
    return all.with(
        cells,
        baseline.pairs().stream().filter(pair -> ids.contains(pair.cell().key())).toList(),
        all.standings());
  }

  private static String words(ReportOptions options) {
    return options.where().stream().map(FieldValue::toString).collect(Collectors.joining(" "));
  }

  private static String leftOut(StudyResults all, StudyResults shown, ReportOptions options) {
    int out = all.cells().size() - shown.cells().size();
    return out == 0
        ? ""
        : words(options)
            + " chooses "
            + shown.cells().size()
            + " of "
            + all.cells().size()
            + " cells; the others are left out everywhere but as baselines.";
  }

  /** The same for a page that is made anew all the time: no drawing, only what scripts show. */
  Findings live() {
    return new Findings(
        results, decisions, baseline, options, leftOut, figures(results, true), tables);
  }

  private static Figures figures(StudyResults results, boolean live) {
    return new Figures(results, new FigureWords(Labels::value, LossUnit::of), live);
  }
}
