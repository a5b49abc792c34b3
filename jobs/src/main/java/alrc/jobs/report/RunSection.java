package alrc.jobs.report;

import alrc.jobs.page.Section;
import alrc.jobs.page.Table;
import alrc.jobs.page.TableColumn;
import alrc.jobs.page.Templates;
import alrc.jobs.report.value.Compute;
import alrc.jobs.report.value.DataSets;
import alrc.jobs.report.value.FieldValue;
import alrc.jobs.report.value.Labels;
import alrc.jobs.results.StudyResults;
import alrc.jobs.results.SweepOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The study as it was run: settings, data, versions, machines, time and commands. */
final class RunSection implements ReportSection {
  private static final int MOST_VALUES = 12;

  @Override
  public Optional<Section> section(Findings findings) {
    StudyResults results = findings.results();
    return Optional.of(
        Section.of(
            "The study as run",
            settings(results).html(),
            circumstances(results).html(),
            Templates.content("report/cards.jte", DataSets.of(results)),
            Templates.content("report/commands.jte", commands(findings)),
            Templates.content("page/lines.jte", Checklist.lines(findings))));
  }

  private static Table settings(StudyResults results) {
    List<List<String>> rows = new ArrayList<>();
    List<String> names =
        results.cells().stream()
            .flatMap(cell -> cell.settings().keySet().stream())
            .distinct()
            .toList();
    for (String name : names) {
      List<String> values =
          results.cells().stream()
              .map(cell -> Labels.value(cell.settings().get(name)))
              .distinct()
              .toList();
      rows.add(List.of(name.equals("deviations") ? name + " (n)" : name, some(values)));
    }
    return new Table(
        "Settings of all cells, with the values that they take",
        List.of(TableColumn.name("setting"), TableColumn.text("values")),
        rows);
  }

  private static String some(List<String> values) {
    String shown = values.stream().limit(MOST_VALUES).collect(Collectors.joining(", "));
    int more = values.size() - MOST_VALUES;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  private static Table circumstances(StudyResults results) {
    List<List<String>> rows = new ArrayList<>();
    for (SweepOutput output : results.outputs()) {
      String which = output.name().isEmpty() ? "" : " of " + output.name();
      rows.add(List.of("output" + which, output.address()));
      rows.add(List.of("data" + which, some(output.data().stream().map(DataSets::words).toList())));
    }
    add(rows, results, "data digest", "data_digest");
    add(rows, results, "alrc", "code_version");
    add(rows, results, "tensor engine", "engine");
    add(rows, results, "devices", "device");
    add(rows, results, "GPUs", "gpu");
    add(rows, results, "instruction set", "cpu_isa");
    add(rows, results, "threads of a step", "threads");
    add(rows, results, "hosts", "host");
    rows.addAll(Compute.rows(results));
    return new Table(
        "Data, program and machines",
        List.of(TableColumn.name("what"), TableColumn.text("value")),
        rows);
  }

  /** The values of a column with the number of trials of each. */
  private static void add(
      List<List<String>> rows, StudyResults results, String name, String column) {
    Map<String, Long> counts =
        results.cells().stream()
            .flatMap(cell -> cell.trials().stream())
            .map(trial -> trial.get(column))
            .filter(Objects::nonNull)
            .collect(Collectors.groupingBy(String::valueOf, TreeMap::new, Collectors.counting()));
    if (!counts.isEmpty()) {
      List<String> values =
          counts.entrySet().stream()
              .map(
                  one ->
                      counts.size() == 1
                          ? one.getKey()
                          : one.getKey() + " (" + one.getValue() + " trials)")
              .toList();
      rows.add(List.of(name, some(values)));
    }
  }

  /** What gives the same results and the same page. */
  private static List<String> commands(Findings findings) {
    List<String> commands = new ArrayList<>();
    List<SweepOutput> outputs = findings.results().outputs();
    outputs.forEach(
        output -> commands.add("alrc sweep STUDY.yaml --output " + quoted(output.address())));
    String all =
        outputs.stream().map(output -> quoted(output.address())).collect(Collectors.joining(" "));
    if (!outputs.isEmpty()) {
      commands.add("alrc report " + all + options(findings.options()) + " --output report");
      Optional<String> trial =
          findings.results().cells().stream()
              .flatMap(cell -> cell.trials().stream())
              .map(row -> row.get("trial_id"))
              .filter(Objects::nonNull)
              .map(String::valueOf)
              .findFirst();
      trial.ifPresent(
          id -> commands.add("alrc replay " + quoted(outputs.get(0).address()) + " " + id));
    }
    return commands;
  }

  private static String options(ReportOptions options) {
    StringBuilder text = new StringBuilder();
    options.baseline().ifPresent(value -> text.append(' ').append(option(value)));
    options.where().forEach(value -> text.append(' ').append(option(value)));
    if (!options.rows().isEmpty()) {
      text.append(" --rows ").append(String.join(",", options.rows()));
    }
    if (!options.columns().isEmpty()) {
      text.append(" --columns ").append(String.join(",", options.columns()));
    }
    if (options.marginPercent() != ReportOptions.USUAL.marginPercent()) {
      text.append(" --margin ").append(Labels.value(options.marginPercent()));
    }
    return text.toString();
  }

  private static String option(FieldValue value) {
    return value.option() + " " + quoted(value.field() + "=" + value.value());
  }

  /** A word for a POSIX shell. */
  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=,@+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
