package alrc.jobs.report;

import alrc.jobs.report.value.FieldValue;
import alrc.jobs.results.Analysis;
import java.util.List;
import java.util.Optional;

/**
 * What a user may choose of a report.
 *
 * @param marginPercent cells that differ by less than this share of the baseline are equivalent; in
 *     (0, 100)
 * @param baseline the value of an axis with which every cell is compared; empty for n = ∞
 * @param rows axes whose values are the rows of the table; empty for all others
 * @param columns axes whose values are its columns; empty for the batch
 * @param where only cells with these values; values of one field are alternatives
 */
public record ReportOptions(
    double marginPercent,
    Optional<FieldValue> baseline,
    List<String> rows,
    List<String> columns,
    List<FieldValue> where) {
  /** What a report shows if nothing was chosen. */
  public static final ReportOptions USUAL =
      new ReportOptions(Analysis.MARGIN_PERCENT, Optional.empty(), List.of(), List.of(), List.of());

  public ReportOptions {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    where = List.copyOf(where);
  }

  /** The same with a baseline where none was chosen. */
  public ReportOptions orBaseline(FieldValue preset) {
    return baseline.isPresent()
        ? this
        : new ReportOptions(marginPercent, Optional.of(preset), rows, columns, where);
  }

  /** The margin as a fraction of the baseline. */
  double margin() {
    return marginPercent / 100;
  }
}
