package alrc.jobs.card;

import alrc.jobs.report.Labels;
import java.util.Locale;

/** A histogram as one SVG element. */
final class HistogramSvg {
  private static final int LEFT = 50;
  private static final int TOP = 28;
  private static final int WIDTH = 384;
  private static final int HEIGHT = 150;

  private final StringBuilder svg = new StringBuilder();
  private final Histogram histogram;

  private HistogramSvg(Histogram histogram) {
    this.histogram = histogram;
  }

  /** Draws it under a title of plain text. */
  static String draw(String title, Histogram histogram) {
    return new HistogramSvg(histogram).draw(Labels.html(title));
  }

  private String draw(String title) {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"12\" role=\"img\">",
        LEFT + WIDTH + 30, TOP + HEIGHT + 44, LEFT + WIDTH + 30);
    add("<title>%s</title>", title);
    add("<text x=\"%d\" y=\"16\" font-weight=\"bold\">%s</text>", LEFT, title);
    bars();
    add(
        "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"#888\"/>",
        LEFT, TOP, TOP + HEIGHT, LEFT + WIDTH);
    add(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%d</text>",
        LEFT - 6, TOP + 9, histogram.most());
    add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">0</text>", LEFT - 6, TOP + HEIGHT);
    ticks();
    String axis = histogram.scale() == Scale.LOGARITHMIC ? "raw units, logarithmic" : "raw units";
    add(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
        LEFT + WIDTH / 2, TOP + HEIGHT + 36, axis);
    return svg.append("</svg>\n").toString();
  }

  private void bars() {
    int bins = histogram.counts().size();
    for (int bin = 0; bin < bins; bin++) {
      long count = histogram.counts().get(bin);
      if (count > 0) {
        double height = Math.max(1, (double) HEIGHT * count / histogram.most());
        add(
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"#0072b2\"/>",
            LEFT + (double) WIDTH * bin / bins,
            TOP + HEIGHT - height,
            (double) WIDTH / bins - 1,
            height);
      }
    }
  }

  private void ticks() {
    if (histogram.counts().isEmpty()) {
      return;
    }
    double low = histogram.scale().on(histogram.low());
    double high = histogram.scale().on(histogram.high());
    int steps = high > low ? 4 : 0;
    for (int i = 0; i <= steps; i++) {
      double along = steps == 0 ? 0.5 : (double) i / steps;
      double value = histogram.scale().off(low + (high - low) * along);
      add(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
          LEFT + WIDTH * along, TOP + HEIGHT + 18, shortest(value));
    }
  }

  private static String shortest(double value) {
    String text = String.format(Locale.ROOT, "%.3g", value);
    double rounded = Double.parseDouble(text);
    return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e7
        ? String.valueOf((long) rounded)
        : text;
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
