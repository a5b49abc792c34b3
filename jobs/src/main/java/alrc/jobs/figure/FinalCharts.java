package alrc.jobs.figure;

import alrc.core.stats.FinalErrors;
import alrc.jobs.chart.Chart;
import alrc.jobs.chart.FinalErrorChart;
import alrc.jobs.chart.NamedErrors;
import alrc.jobs.chart.PairedChart;
import alrc.jobs.chart.ProfileChart;
import alrc.jobs.chart.Scale;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.Compared;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Charts of final errors. */
final class FinalCharts {
  /** With fewer, the steps of a profile are as large as what they are to show. */
  private static final int SEEDS_OF_PROFILE = 5;

  /** Errors that span more than this factor need a log axis. */
  private static final double WIDE = 10;

  private static final String ERROR = "final error, ";

  private FinalCharts() {}

  /** Every seed's final error; empty before the first trial has finished. */
  static Optional<Chart> finals(Panel panel) {
    List<NamedErrors> errors = named(panel);
    return errors.stream().allMatch(cell -> cell.errors().count() == 0)
        ? Optional.empty()
        : Optional.of(
            new FinalErrorChart(
                panel.title("Final errors"), ERROR + panel.unit(), scale(errors), errors));
  }

  /** The mean squared errors of cells with different losses; empty where not all are known. */
  static Optional<Chart> common(Panel panel) {
    List<Optional<FinalErrors>> known = panel.cells().stream().map(Trials::common).toList();
    if (known.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    List<NamedErrors> errors =
        panel.cells().stream()
            .map(cell -> new NamedErrors(panel.name(cell), Trials.common(cell).orElseThrow()))
            .toList();
    return Optional.of(
        new FinalErrorChart(
            "Final errors in one unit",
            "final mean squared error of the same predictions",
            scale(errors),
            errors));
  }

  /** A line per seed; empty where the two share none. */
  static Optional<Chart> pair(Panel panel, Compared pair) {
    TreeSet<Long> shared = new TreeSet<>(pair.cell().finalErrors().bySeed().keySet());
    shared.retainAll(pair.baseline().finalErrors().bySeed().keySet());
    if (shared.isEmpty()) {
      return Optional.empty();
    }
    Panel both = panel.with(List.of(pair.baseline(), pair.cell()));
    List<NamedErrors> errors = named(both);
    return Optional.of(
        new PairedChart(
            both.title("Paired final errors"),
            ERROR + panel.unit(),
            scale(errors),
            errors.get(0),
            errors.get(1)));
  }

  /** Profiles of the cells with enough seeds; empty with fewer than two of them. */
  static Optional<Chart> profile(Panel panel) {
    Panel enough =
        panel.with(
            panel.cells().stream().filter(c -> c.trials().size() >= SEEDS_OF_PROFILE).toList());
    List<NamedErrors> errors = named(enough);
    return errors.size() < 2
        ? Optional.empty()
        : Optional.of(
            new ProfileChart(
                enough.title("Performance profile"), ERROR + panel.unit(), scale(errors), errors));
  }

  private static List<NamedErrors> named(Panel panel) {
    return panel.cells().stream()
        .map((CellResult cell) -> new NamedErrors(panel.name(cell), cell.finalErrors()))
        .toList();
  }

  private static Scale scale(List<NamedErrors> cells) {
    double[] finite =
        cells.stream()
            .flatMapToDouble(cell -> Arrays.stream(cell.errors().values()))
            .filter(error -> error > 0 && Double.isFinite(error))
            .toArray();
    double low = Arrays.stream(finite).min().orElse(1);
    return Arrays.stream(finite).max().orElse(1) > WIDE * low ? Scale.LOG : Scale.LINEAR;
  }
}
