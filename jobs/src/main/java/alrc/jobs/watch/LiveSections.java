package alrc.jobs.watch;

import alrc.core.record.CurvePoint;
import alrc.jobs.ledger.Pulse;
import alrc.jobs.page.Section;
import alrc.jobs.page.Table;
import alrc.jobs.page.TableColumn;
import alrc.jobs.page.Templates;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the live page shows beside the report. */
final class LiveSections {
  private LiveSections() {}

  /** The sections of a moment, in order. */
  static List<Section> of(Moment moment) {
    List<Section> sections = new ArrayList<>();
    sections.add(progress(moment));
    unfinished(moment).ifPresent(sections::add);
    failures(moment).ifPresent(sections::add);
    return sections;
  }

  private static Section progress(Moment moment) {
    int running = moment.pulse().map(Pulse::running).orElse(0);
    List<String> lines = new ArrayList<>();
    lines.add(state(moment));
    lines.addAll(moment.remarks());
    return Section.of(
        "Progress",
        Templates.content("watch/progress.jte", ProgressBar.of(moment.counts(), running)),
        Templates.content("page/lines.jte", lines));
  }

  /** Whether the sweep runs, and how fast. */
  static String state(Moment moment) {
    Owner.State owner = moment.owner();
    if (!owner.known()) {
      return "alrc checks whether the sweep is running.";
    }
    if (owner.isRunning()) {
      String speed = moment.pulse().map(Pulse::toString).orElse("it starts");
      return "Running: " + owner.name().orElseThrow() + "; " + speed + ".";
    }
    return moment.counts().pending() == 0
        ? "Finished."
        : "Stopped; the same 'alrc sweep' command resumes it.";
  }

  private static Optional<Section> unfinished(Moment moment) {
    RunningTrials.Found found = moment.unfinished();
    if (found.first().isEmpty()) {
      return Optional.empty();
    }
    String title = moment.owner().isRunning() ? "Training now" : "Unfinished trials";
    String caption =
        found.all() > found.first().size()
            ? String.format(
                Locale.ROOT,
                "The first %d of %d trials with a checkpoint, as their checkpoints show them",
                found.first().size(),
                found.all())
            : "Trials with a checkpoint, as their checkpoints show them";
    List<List<String>> rows = found.first().stream().map(trial -> row(trial, moment)).toList();
    Table table =
        new Table(
            caption,
            List.of(
                TableColumn.name("cell"),
                TableColumn.number("seed"),
                TableColumn.number("iterations"),
                TableColumn.number("of"),
                TableColumn.number(RunningCharts.error(found.first(), moment.results())),
                TableColumn.number("clipped (%)")),
            rows);
    return Optional.of(
        Section.of(
            title,
            table.html(),
            Templates.content(
                "chart/figures.jte", RunningCharts.of(found.first(), moment.results()))));
  }

  private static List<String> row(RunningTrial running, Moment moment) {
    List<CurvePoint> curve = running.curve();
    Optional<CurvePoint> last =
        curve.isEmpty() ? Optional.empty() : Optional.of(curve.get(curve.size() - 1));
    return List.of(
        RunningCharts.name(running, moment.results()),
        Long.toString(running.trial().seed()),
        Long.toString(running.iteration()),
        Long.toString(running.trial().cell().iterations()),
        last.map(point -> String.format(Locale.ROOT, "%.4g", point.loss())).orElse("–"),
        last.map(p -> String.format(Locale.ROOT, "%.2f", 100 * p.clipped())).orElse("–"));
  }

  private static Optional<Section> failures(Moment moment) {
    if (moment.failures().isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = moment.failures().stream().map(Object::toString).toList();
    return Optional.of(new Section("Failed attempts", Templates.content("page/lines.jte", lines)));
  }
}
