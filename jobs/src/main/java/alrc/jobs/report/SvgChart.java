package alrc.jobs.report;

import alrc.jobs.page.Svg;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Lines with bands over a linear iteration axis and a logarithmic loss axis, as one SVG element.
 * Written by hand because it needs no fonts, no graphics device and no script: a report opens
 * anywhere.
 */
final class SvgChart {
  /** Colours that stay apart in common colour blindness (Okabe and Ito). */
  private static final List<String> COLOURS =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "currentColor");

  /** Dashes that differ from line to line, so that one shows where it lies under another. */
  private static final List<String> DASHES = List.of("none", "7 3", "2 3");

  private static final String DASH = "stroke-dasharray";
  private static final int LEFT = 70;
  private static final int TOP = 24;
  private static final int WIDTH = 620;
  private static final int HEIGHT = 340;
  private static final int LEGEND = 20;

  /** One line of the chart. */
  record Series(String name, List<CurveBand> points) {}

  private final String title;
  private final String error;
  private final List<Series> series;
  private final double lastIteration;
  private final double lowest;
  private final double highest;
  private final Svg.Pen pen;

  private SvgChart(String title, String error, List<Series> series) {
    this.title = title;
    this.error = error;
    this.series = series;
    this.pen = new Svg.Pen(title, LEFT + WIDTH + 20, TOP + HEIGHT + 50 + LEGEND * series.size());
    this.lastIteration = points().mapToDouble(CurveBand::iteration).max().orElse(1);
    this.lowest = points().mapToDouble(CurveBand::low).filter(v -> v > 0).min().orElse(0.1);
    this.highest = Math.max(points().mapToDouble(CurveBand::high).max().orElse(1), lowest * 1.01);
  }

  /**
   * Draws the chart. A series without points has its name in the legend and no line.
   *
   * @param error what the vertical axis shows, with its unit
   */
  static Svg draw(String title, String error, List<Series> series) {
    return new SvgChart(title, error, series).draw();
  }

  private java.util.stream.Stream<CurveBand> points() {
    return series.stream()
        .flatMap(s -> s.points().stream())
        .filter(p -> Double.isFinite(p.low()) && Double.isFinite(p.high()));
  }

  private Svg draw() {
    pen.leaf("rect", "class", "paper", "width", "100%", "height", "100%", "fill", "white");
    pen.text("text", title, "x", LEFT, "y", 16, "font-weight", "bold");
    axes();
    for (int i = 0; i < series.size(); i++) {
      line(i);
    }
    return pen.done();
  }

  private void axes() {
    pen.leaf(
        "rect", "x", LEFT, "y", TOP, "width", WIDTH, "height", HEIGHT, "fill", "none", "stroke",
        "#888");
    for (double value : logTicks()) {
      pen.leaf(
          "line",
          "x1",
          LEFT,
          "x2",
          LEFT + WIDTH,
          "y1",
          y(value),
          "y2",
          y(value),
          "stroke",
          "#888",
          "stroke-opacity",
          "0.35");
      pen.text("text", Labels.value(value), "x", LEFT - 6, "y", y(value) + 4, "text-anchor", "end");
    }
    for (int i = 0; i <= 4; i++) {
      double iteration = lastIteration * i / 4;
      middle(Labels.value(Math.rint(iteration)), x(iteration), TOP + HEIGHT + 18);
    }
    middle("iteration", LEFT + WIDTH / 2, TOP + HEIGHT + 36);
    String place = "translate(14 " + (TOP + HEIGHT / 2) + ") rotate(-90)";
    pen.text("text", error, "transform", place, "text-anchor", "middle");
  }

  private void middle(String text, Object x, int y) {
    pen.text("text", text, "x", x, "y", y, "text-anchor", "middle");
  }

  private double[] logTicks() {
    return java.util.stream.IntStream.rangeClosed(
            (int) Math.floor(Math.log10(lowest)), (int) Math.ceil(Math.log10(highest)))
        .boxed()
        .flatMap(e -> List.of(1, 2, 5).stream().map(m -> m + "e" + e))
        .mapToDouble(Double::parseDouble)
        .filter(v -> v >= lowest && v <= highest)
        .toArray();
  }

  private void line(int index) {
    Series one = series.get(index);
    String colour = COLOURS.get(index % COLOURS.size());
    String dash = DASHES.get(index % DASHES.size());
    List<CurveBand> drawn =
        one.points().stream()
            .filter(p -> p.low() > 0 && Double.isFinite(p.mean()) && Double.isFinite(p.high()))
            .toList();
    if (!drawn.isEmpty()) {
      pen.leaf("polygon", "points", band(drawn), "fill", colour, "fill-opacity", "0.15");
      String mean = drawn.stream().map(p -> at(p, p.mean())).collect(Collectors.joining());
      pen.leaf(
          "polyline",
          "points",
          mean,
          "fill",
          "none",
          "stroke",
          colour,
          "stroke-width",
          2,
          DASH,
          dash);
    }
    int y = TOP + HEIGHT + 52 + LEGEND * index;
    int end = LEFT + 30;
    pen.leaf(
        "line",
        "x1",
        LEFT,
        "x2",
        end,
        "y1",
        y,
        "y2",
        y,
        "stroke",
        colour,
        "stroke-width",
        2,
        DASH,
        dash);
    pen.text("text", one.name(), "x", LEFT + 38, "y", y + 4);
  }

  private String band(List<CurveBand> drawn) {
    StringBuilder band = new StringBuilder();
    drawn.forEach(p -> band.append(at(p, p.high())));
    for (int i = drawn.size() - 1; i >= 0; i--) {
      band.append(at(drawn.get(i), drawn.get(i).low()));
    }
    return band.toString();
  }

  private String at(CurveBand point, double loss) {
    return String.format(Locale.ROOT, "%.1f,%.1f ", x((double) point.iteration()), y(loss));
  }

  private double x(double iteration) {
    return LEFT + WIDTH * iteration / lastIteration;
  }

  private double y(double loss) {
    double low = Math.log(lowest);
    return TOP + HEIGHT * (1 - (Math.log(loss) - low) / (Math.log(highest) - low));
  }
}
