package alrc.jobs.figure;

import alrc.jobs.chart.CellSpikes;
import alrc.jobs.chart.Chart;
import alrc.jobs.chart.ClippedLossChart;
import alrc.jobs.chart.LearningCurveChart;
import alrc.jobs.chart.SpikeChart;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.Compared;
import alrc.jobs.results.StudyResults;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The charts of each kind, by the names of their files. */
final class Charts {
  private static final int PAIRS = 8;

  /** Rows of a chart of final errors. */
  private static final int ROWS = 24;

  private final StudyResults results;
  private final Panels panels;
  private final FigureWords words;
  private final Map<String, Chart> named = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> lost = new ArrayList<>();

  private Charts(StudyResults results, Panels panels, FigureWords words) {
    this.results = results;
    this.panels = panels;
    this.words = words;
  }

  /**
   * Charts and what they leave out.
   *
   * @param named by the names of their files, without an ending
   * @param notes sentences about the charts
   * @param lost sentences about files that cannot be read, which matter without any chart too
   */
  record Made(Map<String, Chart> named, List<String> notes, List<String> lost) {}

  static Made of(FigureKind kind, StudyResults results, Panels panels, FigureWords words) {
    Charts charts = new Charts(results, panels, words);
    switch (kind) {
      case CURVES -> charts.curves();
      case COMMON_CURVES -> charts.commonCurves();
      case SCORES -> charts.scores();
      case FINALS -> charts.finals();
      case PAIRS -> charts.pairs();
      case PROFILES -> charts.profiles();
      case CLIPPED -> charts.clipped();
    }
    return new Made(charts.named, charts.notes, charts.lost);
  }

  private void add(String name, Chart chart) {
    String free = name;
    for (int i = 2; named.containsKey(free); i++) {
      free = name + "-" + i;
    }
    named.put(free, chart);
  }

  private void note(String sentence) {
    if (!sentence.isEmpty()) {
      notes.add(sentence);
    }
  }

  private void curves() {
    note(panels.leftOut());
    long gone = 0;
    for (Panel panel : panels.all()) {
      List<LearningCurveChart.Cell> cells = new ArrayList<>();
      for (CellResult cell : panel.cells()) {
        Trials.Read<LearningCurveChart.Cell> read = Trials.curves(panel.name(cell), cell);
        gone += read.gone();
        cells.add(read.cell());
      }
      if (cells.stream().anyMatch(cell -> !cell.seeds().isEmpty())) {
        add(
            panel.slug("curves"),
            new LearningCurveChart(
                panel.title("Learning curves"), "training error, " + panel.unit(), cells));
      }
    }
    lost("curves", gone);
  }

  private void commonCurves() {
    List<CellResult> all = panels.all().stream().flatMap(panel -> panel.cells().stream()).toList();
    if (all.stream().map(words.unit()).distinct().count() > 1) {
      CourseCharts.common(new Panel("", all, results.axes(), words))
          .ifPresent(chart -> add("curves-common-mse", chart));
    }
  }

  private void scores() {
    note(panels.leftOut());
    long gone = 0;
    for (Panel panel : panels.all()) {
      Optional<Trials.Read<Chart>> read = CourseCharts.scores(panel);
      gone += read.map(Trials.Read::gone).orElse(0);
      read.map(Trials.Read::cell)
          .filter(chart -> chart.data().path("cells").size() > 0)
          .ifPresent(chart -> add(panel.slug("held-out-" + CourseCharts.METRIC), chart));
    }
    lost("scores", gone);
  }

  private void lost(String what, long trials) {
    if (trials > 0) {
      lost.add(
          String.format(
              Locale.ROOT,
              "The %s of %d %s are missing or damaged, and not drawn; 'alrc sweep' makes missing"
                  + " ones again.",
              what,
              trials,
              trials == 1 ? "trial" : "trials"));
    }
  }

  private void finals() {
    List<Panel> units = units();
    for (Panel unit : units) {
      FinalCharts.finals(unit).ifPresent(chart -> add(unit.slug("final-errors"), chart));
    }
    List<CellResult> all = units.stream().flatMap(unit -> unit.cells().stream()).toList();
    if (units.size() > 1 && all.size() <= ROWS) {
      FinalCharts.common(new Panel("", all, results.axes(), words))
          .ifPresent(chart -> add("final-common-mse", chart));
    }
    if (all.size() < results.cells().size()) {
      note(panels.leftOut());
    }
  }

  /** The cells of each unit: all of them where a chart can show them. */
  private List<Panel> units() {
    Map<String, List<CellResult>> all = new LinkedHashMap<>();
    for (CellResult cell : results.cells()) {
      all.computeIfAbsent(words.unit().apply(cell), key -> new ArrayList<>()).add(cell);
    }
    List<Panel> units = new ArrayList<>();
    all.forEach(
        (unit, cells) -> {
          List<CellResult> drawn =
              panels.all().stream()
                  .filter(panel -> panel.unit().equals(unit))
                  .flatMap(panel -> panel.cells().stream())
                  .limit(ROWS)
                  .toList();
          units.add(
              new Panel(
                  unit,
                  drawn.size() == cells.size() || cells.size() > ROWS ? drawn : cells,
                  results.axes(),
                  words));
        });
    return units;
  }

  @SuppressWarnings("ReferenceEquality") // a panel is a large value, and there is one of each
  private void pairs() {
    int drawn = 0;
    int possible = 0;
    IdentityHashMap<CellResult, Panel> places = new IdentityHashMap<>();
    panels.all().forEach(panel -> panel.cells().forEach(cell -> places.put(cell, panel)));
    for (Compared pair : results.compared()) {
      Panel panel = places.get(pair.cell());
      if (panel == null || panel != places.get(pair.baseline()) || drawn == PAIRS) {
        possible++;
      } else if (FinalCharts.pair(panel, pair).isPresent()) {
        drawn++;
        possible++;
        String name = panel.with(List.of(pair.cell())).slug("pairs");
        FinalCharts.pair(panel, pair).ifPresent(chart -> add(name, chart));
      }
    }
    if (drawn < possible) {
      note(
          String.format(
              Locale.ROOT,
              "%d of %d comparisons are drawn; comparisons.csv has all.",
              drawn,
              possible));
    }
  }

  private void profiles() {
    note(panels.leftOut());
    for (Panel panel : panels.all()) {
      FinalCharts.profile(panel).ifPresent(chart -> add(panel.slug("profile"), chart));
    }
  }

  private void clipped() {
    note(panels.leftOut());
    int gone = 0;
    for (Panel panel : panels.all()) {
      List<Trials.Read<CellSpikes>> read =
          panel.cells().stream().map(cell -> Trials.spikes(panel.name(cell), cell)).toList();
      gone += read.stream().mapToInt(Trials.Read::gone).sum();
      List<CellSpikes> cells =
          read.stream().map(Trials.Read::cell).filter(cell -> !cell.isEmpty()).toList();
      if (!cells.isEmpty()) {
        long last = panel.cells().stream().mapToLong(Trials::iterations).max().orElse(1);
        add(
            panel.slug("spikes"),
            new SpikeChart(panel.title("Clipped losses over time"), panel.unit(), last, cells));
        add(
            panel.slug("clipped"),
            new ClippedLossChart(
                panel.title("Clipped against unclipped losses"), panel.unit(), cells));
      }
    }
    lost("clipped losses", gone);
  }
}
