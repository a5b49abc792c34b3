package alrc.jobs.card;

import alrc.jobs.page.Svg;
import alrc.jobs.page.Ticks;
import java.util.List;
import java.util.Locale;

/** A histogram as a drawing. */
final class HistogramSvg {
  private static final int LEFT = 50;
  private static final int TOP = 28;
  private static final int WIDTH = 384;
  private static final int HEIGHT = 150;

  private final Svg.Pen pen;
  private final String title;
  private final Histogram histogram;

  private HistogramSvg(String title, Histogram histogram) {
    this.title = title;
    this.histogram = histogram;
    this.pen = new Svg.Pen(description(title, histogram), LEFT + WIDTH + 30, TOP + HEIGHT + 44);
  }

  /** Draws it under a title of plain text. */
  static Svg draw(String title, Histogram histogram) {
    return new HistogramSvg(title, histogram).draw();
  }

  /** Returns a number as short as three digits allow. */
  static String shortest(double value) {
    String text = String.format(Locale.ROOT, "%.3g", value);
    double rounded = Double.parseDouble(text);
    return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e7
        ? String.valueOf((long) rounded)
        : text.contains("e") ? text : text.replaceAll("(\\.\\d*?)0+$", "$1");
  }

  private static String description(String title, Histogram histogram) {
    return histogram.counts().isEmpty()
        ? "Histogram of " + title + ": no values"
        : String.format(
            Locale.ROOT,
            "Histogram of %s, from %s to %s; the largest bin has %d values",
            title,
            shortest(histogram.low()),
            shortest(histogram.high()),
            histogram.most());
  }

  private Svg draw() {
    pen.text("text", title, "x", LEFT, "y", 16, "font-weight", "bold");
    bars();
    String axes = String.format(Locale.ROOT, "M%d %dV%dH%d", LEFT, TOP, TOP + HEIGHT, LEFT + WIDTH);
    pen.leaf("path", "d", axes, "fill", "none", "stroke", "#888");
    pen.text("text", count(histogram.most()), "x", LEFT - 6, "y", TOP + 9, "text-anchor", "end");
    pen.text("text", "0", "x", LEFT - 6, "y", TOP + HEIGHT, "text-anchor", "end");
    ticks();
    String axis =
        histogram.scale() == AxisScale.LOGARITHMIC ? "stored units, logarithmic" : "stored units";
    middle(axis, LEFT + WIDTH / 2, TOP + HEIGHT + 36);
    return pen.done();
  }

  private static String count(long count) {
    return count == 0 ? "" : String.valueOf(count);
  }

  private void bars() {
    int bins = histogram.counts().size();
    for (int bin = 0; bin < bins; bin++) {
      long count = histogram.counts().get(bin);
      if (count > 0) {
        double height = Math.max(1, (double) HEIGHT * count / histogram.most());
        double x = LEFT + (double) WIDTH * bin / bins;
        double width = (double) WIDTH / bins - 1;
        double y = TOP + HEIGHT - height;
        pen.leaf("rect", "class", "mark", "x", x, "y", y, "width", width, "height", height);
      }
    }
  }

  private void ticks() {
    if (histogram.counts().isEmpty()) {
      return;
    }
    double low = histogram.scale().on(histogram.low());
    double high = histogram.scale().on(histogram.high());
    List<Double> round =
        histogram.scale() == AxisScale.LINEAR && high > low ? Ticks.of(low, high) : List.of();
    for (double value : round) {
      tick(value, (value - low) / (high - low));
    }
    int steps = high > low ? 4 : 0;
    for (int i = 0; round.isEmpty() && i <= steps; i++) {
      double along = steps == 0 ? 0.5 : (double) i / steps;
      tick(histogram.scale().off(low + (high - low) * along), along);
    }
  }

  private void tick(double value, double along) {
    double x = LEFT + WIDTH * along;
    pen.leaf(
        "path", "d", String.format(Locale.ROOT, "M%.1f %dv4", x, TOP + HEIGHT), "stroke", "#888");
    middle(shortest(value), x, TOP + HEIGHT + 18);
  }

  private void middle(String text, Object x, int y) {
    pen.text("text", text, "x", x, "y", y, "text-anchor", "middle");
  }
}
