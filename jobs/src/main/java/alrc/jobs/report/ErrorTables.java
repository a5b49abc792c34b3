package alrc.jobs.report;

import alrc.jobs.report.value.LossUnit;
import alrc.jobs.results.CellResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables of errors of a report, made once for all formats. For one thread. */
final class ErrorTables {
  private @Nullable List<OutcomeTable> made;

  /** The table of final errors; of several losses also that of the error they have in common. */
  List<OutcomeTable> of(Findings findings) {
    List<OutcomeTable> tables = made;
    if (tables == null) {
      tables = new ArrayList<>(List.of(new OutcomeTable(findings, Measure.FINAL)));
      List<CellResult> cells = findings.results().cells();
      if (cells.stream().map(LossUnit::of).distinct().count() > 1
          && Measure.COMMON.isRecorded(cells)) {
        tables.add(new OutcomeTable(findings, Measure.COMMON));
      }
      made = tables;
    }
    return tables;
  }
}
