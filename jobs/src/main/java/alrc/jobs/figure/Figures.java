package alrc.jobs.figure;

import alrc.jobs.chart.Chart;
import alrc.jobs.chart.ChartEngine;
import alrc.jobs.chart.ChartFigure;
import alrc.jobs.chart.ChartSvg;
import alrc.jobs.chart.LearningCurveChart;
import alrc.jobs.results.StudyResults;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a report. Each is drawn once, when it is first asked for; curves and spikes of
 * cells that are not drawn are not read. Not thread-safe.
 */
public final class Figures {
  private static final String FOLDER = "figures/";
  private static final String CURVES = "curves.svg";
  private static final String SVG = ".svg";

  private final StudyResults results;
  private final FigureWords words;
  private final boolean live;
  private final Map<FigureKind, Drawn> drawn = new EnumMap<>(FigureKind.class);
  private @Nullable Panels panels;

  /**
   * The figures of some results; nothing is read or drawn yet.
   *
   * @param live whether they are data only, which the scripts of a page draw
   */
  public Figures(StudyResults results, FigureWords words, boolean live) {
    this.results = results;
    this.words = words;
    this.live = live;
  }

  /**
   * The figures of one kind.
   *
   * @param notes sentences about what they leave out
   */
  public record Drawn(List<ChartFigure> figures, List<String> notes) {
    /** Copies the lists. */
    public Drawn {
      figures = List.copyOf(figures);
      notes = List.copyOf(notes);
    }
  }

  /** Whether there is nothing to draw. */
  public boolean isEmpty() {
    return Arrays.stream(FigureKind.values()).allMatch(kind -> of(kind).figures().isEmpty());
  }

  /** The figures of a kind; none where the results have nothing to show. */
  public Drawn of(FigureKind kind) {
    return drawn.computeIfAbsent(kind, this::draw);
  }

  private Drawn draw(FigureKind kind) {
    Charts.Made made = Charts.of(kind, results, panels(), words);
    List<ChartFigure> figures =
        made.named().entrySet().stream()
            .map(chart -> figure(chart.getValue(), FOLDER + chart.getKey() + SVG))
            .toList();
    List<String> notes = new ArrayList<>(figures.isEmpty() ? List.of() : made.notes());
    notes.addAll(made.lost());
    return new Drawn(figures, notes);
  }

  private Panels panels() {
    Panels known = panels;
    if (known == null) {
      known = new Panels(results, words);
      panels = known;
    }
    return known;
  }

  private ChartFigure figure(Chart chart, String file) {
    return live ? ChartFigure.live(chart) : ChartFigure.of(ChartEngine.shared(), chart, file);
  }

  /**
   * The drawings by the names of their files. All learning curves, one below the other, are {@code
   * figures/curves.svg}, and {@code curves.svg} beside the page, where they always were.
   */
  public Map<String, String> files(FigureKind kind) {
    Map<String, String> files = new LinkedHashMap<>();
    List<ChartFigure> figures = of(kind).figures();
    if (kind == FigureKind.CURVES) {
      String curves = curves(figures.stream().map(ChartFigure::drawing).toList());
      files.put(CURVES, curves);
      files.put(FOLDER + CURVES, curves);
    }
    figures.forEach(figure -> files.putIfAbsent(figure.file(), figure.drawing().file()));
    return files;
  }

  private String curves(List<ChartSvg> drawings) {
    String title = "Learning curves: " + results.study();
    return switch (drawings.size()) {
      case 0 ->
          ChartEngine.shared()
              .draw(new LearningCurveChart(title, "training error", List.of()))
              .file();
      case 1 -> drawings.get(0).file();
      default -> ChartSvg.stacked(title, drawings);
    };
  }
}
