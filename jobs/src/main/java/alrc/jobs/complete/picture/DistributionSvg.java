package alrc.jobs.complete.picture;

import alrc.jobs.complete.Scored;
import alrc.jobs.page.Svg;
import alrc.jobs.page.Ticks;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The distribution of RMSE over images: the fraction of images up to each value. */
public final class DistributionSvg {
  private static final int LEFT = 52;
  private static final int TOP = 34;
  private static final int WIDTH = 480;
  private static final int HEIGHT = 220;

  private final Svg.Pen pen;
  private final double most;

  private DistributionSvg(double most, String model) {
    this.most = most;
    this.pen =
        new Svg.Pen(
            "Fraction of images whose RMSE is at most a value: "
                + model
                + ", and the best baseline",
            LEFT + WIDTH + 24,
            TOP + HEIGHT + 46);
  }

  public static Svg of(List<Scored> images, String model) {
    double[] own = images.stream().flatMapToDouble(DistributionSvg::rmse).sorted().toArray();
    double[] other =
        images.stream()
            .map(Scored::baselineRmse)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    double most = own[own.length - 1];
    most = other.length == 0 ? most : Math.max(most, other[other.length - 1]);
    double step = Ticks.step(most > 0 ? most : 1);
    double end = step * Math.ceil((most > 0 ? most : 1) / step);
    DistributionSvg drawing = new DistributionSvg(end, model);
    return drawing.draw(own, other, model);
  }

  private static java.util.stream.DoubleStream rmse(Scored image) {
    return image.rmse().stream().mapToDouble(Double::doubleValue);
  }

  private Svg draw(double[] own, double[] other, String model) {
    axes();
    if (other.length > 0) {
      line(other, "stroke", "#888", "stroke-dasharray", "5 3");
      key(LEFT + 240, "best baseline", "stroke", "#888", "stroke-dasharray", "5 3");
    }
    line(own, "style", "stroke: var(--mark)");
    key(LEFT, model, "style", "stroke: var(--mark)");
    return pen.done();
  }

  private void axes() {
    String axes = String.format(Locale.ROOT, "M%d %dV%dH%d", LEFT, TOP, TOP + HEIGHT, LEFT + WIDTH);
    pen.leaf("path", "d", axes, "fill", "none", "stroke", "#888");
    for (int i = 0; i <= 4; i++) {
      double y = TOP + HEIGHT - HEIGHT * i / 4.0;
      String fraction = 25 * i + " %";
      pen.text("text", fraction, "x", LEFT - 6, "y", y + 4, "text-anchor", "end");
    }
    for (double value : Ticks.of(0, most)) {
      double x = LEFT + WIDTH * value / most;
      pen.leaf(
          "path", "d", String.format(Locale.ROOT, "M%.1f %dv4", x, TOP + HEIGHT), "stroke", "#888");
      String text = String.format(Locale.ROOT, "%.3g", value).replaceAll("(\\.\\d*?)0+$", "$1");
      text = text.replaceAll("\\.$", "");
      pen.text("text", text, "x", x, "y", TOP + HEIGHT + 18, "text-anchor", "middle");
    }
    pen.text(
        "text",
        "RMSE on the scale −1 to 1",
        "x",
        LEFT + WIDTH / 2,
        "y",
        TOP + HEIGHT + 38,
        "text-anchor",
        "middle");
  }

  private void line(double[] sorted, Object... look) {
    StringBuilder path = new StringBuilder();
    path.append(String.format(Locale.ROOT, "M%d %d", LEFT, TOP + HEIGHT));
    for (int i = 0; i < sorted.length; i++) {
      double x = LEFT + WIDTH * sorted[i] / most;
      double y = TOP + HEIGHT - HEIGHT * (i + 1.0) / sorted.length;
      path.append(String.format(Locale.ROOT, "H%.1fV%.1f", x, y));
    }
    path.append(String.format(Locale.ROOT, "H%d", LEFT + WIDTH));
    stroke(path.toString(), look);
  }

  private void stroke(String path, Object... look) {
    Object[] all = new Object[look.length + 6];
    System.arraycopy(new Object[] {"d", path, "fill", "none", "stroke-width", 2}, 0, all, 0, 6);
    System.arraycopy(look, 0, all, 6, look.length);
    pen.leaf("path", all);
  }

  private void key(int x, String text, Object... look) {
    stroke(String.format(Locale.ROOT, "M%d 14h24", x), look);
    pen.text("text", text, "x", x + 30, "y", 18);
  }
}
