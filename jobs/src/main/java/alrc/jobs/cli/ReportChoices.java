package alrc.jobs.cli;

import alrc.jobs.report.ReportOptions;
import alrc.jobs.report.value.FieldValue;
import alrc.settings.UserMistake;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of what a report shows and how it compares. */
final class ReportChoices {
  @Option(
      names = "--baseline",
      paramLabel = "FIELD=VALUE",
      description =
          "compares each cell with the one that has this value, such as batch=1 or optimizer=sgd;"
              + " cell=ID is one cell for all (default: deviations=.inf)")
  private String baseline = "";

  @Option(
      names = "--margin",
      paramLabel = "PERCENT",
      description =
          "cells that differ by less are equivalent, in percent of the baseline's error (default:"
              + " ${DEFAULT-VALUE})",
      defaultValue = "1")
  private String margin = "1";

  @Option(
      names = "--rows",
      paramLabel = "FIELD",
      split = ",",
      description = "fields whose values are the rows of the table, such as loss,deviations")
  private List<String> rows = new ArrayList<>();

  @Option(
      names = "--columns",
      paramLabel = "FIELD",
      split = ",",
      description = "fields whose values are the columns of the table (default: batch)")
  private List<String> columns = new ArrayList<>();

  @Option(
      names = "--where",
      paramLabel = "FIELD=VALUE",
      description =
          "shows only cells with this value; may be repeated, values of one field are alternatives")
  private List<String> where = new ArrayList<>();

  ReportOptions options() {
    for (String field : rows) {
      if (columns.contains(field)) {
        throw new UserMistake("--rows " + field + ": is in --columns too; choose one of them");
      }
    }
    return new ReportOptions(
        percent(),
        baseline.isEmpty()
            ? Optional.empty()
            : Optional.of(FieldValue.parse("--baseline", baseline)),
        rows,
        columns,
        where.stream().map(value -> FieldValue.parse("--where", value)).toList());
  }

  private double percent() {
    try {
      double value = new BigDecimal(margin.replaceFirst("\\s*%$", "")).doubleValue();
      if (value > 0 && value < 100) {
        return value;
      }
    } catch (NumberFormatException none) {
      // refused below
    }
    throw new UserMistake(
        "--margin '" + margin + "': must be a number between 0 and 100, in percent");
  }
}
