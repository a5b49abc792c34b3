package alrc.jobs.card;

import alrc.stem.image.PixelSize;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A scale bar of a round length under a picture.
 *
 * @param label its length with the unit, such as {@code 5 nm}
 * @param percent its length in percent of the picture's width, in (0, 35]
 */
public record ScaleBar(String label, double percent) {
  private static final double LONGEST = 0.35;
  private static final double[] ROUND = {5, 2, 1};

  /** Metres per unit, for units that are written with the prefix that suits the length. */
  static final Map<String, Double> METRES =
      Map.ofEntries(
          Map.entry("m", 1.0),
          Map.entry("mm", 1e-3),
          Map.entry("µm", 1e-6),
          Map.entry("μm", 1e-6), // the Greek letter
          Map.entry("um", 1e-6),
          Map.entry("u_m", 1e-6), // as Berkeley's EMD files spell it
          Map.entry("nm", 1e-9),
          Map.entry("n_m", 1e-9),
          Map.entry("pm", 1e-12));

  private record Unit(String name, double metres) {}

  private static final List<Unit> WRITTEN =
      List.of(
          new Unit("mm", 1e-3), new Unit("µm", 1e-6), new Unit("nm", 1e-9), new Unit("pm", 1e-12));

  /**
   * Returns the bar: the longest of 1, 2 or 5 times a power of ten that is at most 35 % of the
   * width; empty where the unit is not known.
   *
   * @param pixel distance between neighbouring columns
   * @param width of the picture in pixels, at least 1
   */
  public static Optional<ScaleBar> of(PixelSize pixel, int width) {
    double whole = Math.abs(pixel.size()) * width;
    if (pixel.unit().isBlank() || !Double.isFinite(whole)) {
      return Optional.empty();
    }
    double length = round(LONGEST * whole);
    return length > 0 && Double.isFinite(length)
        ? Optional.of(new ScaleBar(label(length, pixel.unit().strip()), 100 * length / whole))
        : Optional.empty();
  }

  private static double round(double longest) {
    double decade = Math.pow(10, Math.floor(Math.log10(longest)));
    for (double factor : ROUND) {
      if (factor * decade <= longest) {
        return factor * decade;
      }
    }
    return decade;
  }

  private static String label(double length, String unit) {
    Double metres = METRES.get(unit);
    if (metres == null) {
      return number(length) + " " + unit;
    }
    double absolute = length * metres * (1 + 1e-9);
    Unit written =
        WRITTEN.stream()
            .filter(one -> absolute >= one.metres())
            .findFirst()
            .orElse(WRITTEN.get(WRITTEN.size() - 1));
    return number(length * metres / written.metres()) + " " + written.name();
  }

  private static String number(double value) {
    double rounded = Double.parseDouble(String.format(Locale.ROOT, "%.2e", value));
    return rounded == Math.rint(rounded) && rounded < 1e7
        ? String.valueOf((long) rounded)
        : String.valueOf(rounded);
  }

  /** Returns the percentage as a style sheet takes it. */
  public String width() {
    return String.format(Locale.ROOT, "%.2f%%", percent);
  }
}
