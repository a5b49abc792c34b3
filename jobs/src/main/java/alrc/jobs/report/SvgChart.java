package alrc.jobs.report;

import java.util.List;
import java.util.Locale;

/**
 * Lines with bands over a linear iteration axis and a logarithmic loss axis, as one SVG element.
 * Written by hand because it needs no fonts, no graphics device and no script: a report opens
 * anywhere.
 */
final class SvgChart {
  /** Colours that stay apart in common colour blindness (Okabe and Ito). */
  private static final List<String> COLOURS =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000");

  /** Dashes that differ from line to line, so that one shows where it lies under another. */
  private static final List<String> DASHES = List.of("none", "7 3", "2 3");

  private static final int LEFT = 70;
  private static final int TOP = 24;
  private static final int WIDTH = 620;
  private static final int HEIGHT = 340;
  private static final int LEGEND = 20;

  /** One line of the chart. */
  record Series(String name, List<CurvePoint> points) {}

  private final String title;
  private final List<Series> series;
  private final double lastIteration;
  private final double lowest;
  private final double highest;
  private final StringBuilder svg = new StringBuilder();

  private SvgChart(String title, List<Series> series) {
    this.title = title;
    this.series = series;
    this.lastIteration = points().mapToDouble(CurvePoint::iteration).max().orElse(1);
    this.lowest = points().mapToDouble(CurvePoint::low).filter(v -> v > 0).min().orElse(0.1);
    this.highest = Math.max(points().mapToDouble(CurvePoint::high).max().orElse(1), lowest * 1.01);
  }

  /** Draws the chart. A series without points has its name in the legend and no line. */
  static String draw(String title, List<Series> series) {
    return new SvgChart(title, series).draw();
  }

  private java.util.stream.Stream<CurvePoint> points() {
    return series.stream()
        .flatMap(s -> s.points().stream())
        .filter(p -> Double.isFinite(p.low()) && Double.isFinite(p.high()));
  }

  private String draw() {
    int height = TOP + HEIGHT + 50 + LEGEND * series.size();
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"12\" role=\"img\">",
        LEFT + WIDTH + 20, height, LEFT + WIDTH + 20);
    add("<title>%s</title>", Labels.html(title));
    add("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
    add("<text x=\"%d\" y=\"16\" font-weight=\"bold\">%s</text>", LEFT, Labels.html(title));
    axes();
    for (int i = 0; i < series.size(); i++) {
      line(i);
    }
    return svg.append("</svg>\n").toString();
  }

  private void axes() {
    add(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#888\"/>",
        LEFT, TOP, WIDTH, HEIGHT);
    for (double value : logTicks()) {
      add(
          "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>",
          LEFT, LEFT + WIDTH, y(value), y(value));
      add(
          "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
          LEFT - 6, y(value) + 4, shortest(value));
    }
    for (int i = 0; i <= 4; i++) {
      double iteration = lastIteration * i / 4;
      add(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
          x(iteration), TOP + HEIGHT + 18, shortest(Math.rint(iteration)));
    }
    add(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">iteration</text>",
        LEFT + WIDTH / 2, TOP + HEIGHT + 36);
    add(
        "<text transform=\"translate(14 %d) rotate(-90)\" text-anchor=\"middle\">training error"
            + "</text>",
        TOP + HEIGHT / 2);
  }

  private double[] logTicks() {
    return java.util.stream.IntStream.rangeClosed(
            (int) Math.floor(Math.log10(lowest)), (int) Math.ceil(Math.log10(highest)))
        .boxed()
        .flatMap(e -> List.of(1, 2, 5).stream().map(m -> m * Math.pow(10, e)))
        .mapToDouble(Double::doubleValue)
        .filter(v -> v >= lowest && v <= highest)
        .toArray();
  }

  private void line(int index) {
    Series one = series.get(index);
    String colour = COLOURS.get(index % COLOURS.size());
    String dash = DASHES.get(index % DASHES.size());
    List<CurvePoint> drawn =
        one.points().stream()
            .filter(p -> p.low() > 0 && Double.isFinite(p.mean()) && Double.isFinite(p.high()))
            .toList();
    if (!drawn.isEmpty()) {
      StringBuilder band = new StringBuilder();
      StringBuilder mean = new StringBuilder();
      for (CurvePoint p : drawn) {
        mean.append(at(p, p.mean()));
        band.append(at(p, p.high()));
      }
      for (int i = drawn.size() - 1; i >= 0; i--) {
        band.append(at(drawn.get(i), drawn.get(i).low()));
      }
      add("<polygon points=\"%s\" fill=\"%s\" fill-opacity=\"0.15\"/>", band, colour);
      add(
          "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\""
              + " stroke-dasharray=\"%s\"/>",
          mean, colour, dash);
    }
    int y = TOP + HEIGHT + 52 + LEGEND * index;
    add(
        "<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"2\""
            + " stroke-dasharray=\"%s\"/>",
        LEFT, LEFT + 30, y, y, colour, dash);
    add("<text x=\"%d\" y=\"%d\">%s</text>", LEFT + 38, y + 4, Labels.html(one.name()));
  }

  private String at(CurvePoint point, double loss) {
    return String.format(Locale.ROOT, "%.1f,%.1f ", x((double) point.iteration()), y(loss));
  }

  private double x(double iteration) {
    return LEFT + WIDTH * iteration / lastIteration;
  }

  private double y(double loss) {
    double low = Math.log(lowest);
    return TOP + HEIGHT * (1 - (Math.log(loss) - low) / (Math.log(highest) - low));
  }

  private static String shortest(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e7
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, "%.3g", value).replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
