package alrc.jobs.inspect;

import alrc.settings.SettingMistake;
import alrc.stem.scan.ScanMask;
import alrc.stem.scan.Visits;
import alrc.stem.transform.PlannedScan;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A scan in pictures: its path coloured by time, its mask, its dose and its speed. */
public final class ScanPanels {
  /** Where the largest dose is that many times the mean, the scale is logarithmic. */
  private static final double UNEVEN = 5;

  private static final int BACKGROUND = 0xffffff;

  /**
   * One picture. Its colours are those of {@link Palette}, from the smallest value to the largest.
   *
   * @param title what it shows
   * @param low the smallest value, with its unit
   * @param high the largest value
   */
  public record Panel(String title, BufferedImage image, String low, String high) {}

  private final ScanMask mask;
  private final int side;

  private ScanPanels(ScanMask mask, int side) {
    this.mask = mask;
    this.side = side;
  }

  /**
   * Draws all four; mask and dose alone, if the path is too long to be followed.
   *
   * @param side of the largest picture, in points
   */
  public static List<Panel> of(PlannedScan scan, int side) {
    ScanPanels drawn = new ScanPanels(scan.mask(), side);
    List<Panel> panels = new ArrayList<>();
    Optional<Visits> visits = visits(scan);
    visits.ifPresent(path -> panels.add(drawn.time(path)));
    panels.add(drawn.ofWeights());
    panels.add(drawn.dose(scan));
    visits.ifPresent(path -> panels.add(drawn.speed(path)));
    return panels;
  }

  private static Optional<Visits> visits(PlannedScan scan) {
    try {
      return Optional.of(scan.visits());
    } catch (SettingMistake tooLong) {
      return Optional.empty();
    }
  }

  private Panel time(Visits visits) {
    float[] values = nothing();
    for (int i = 0; i < visits.count(); i++) {
      if (visits.pixels()[i] >= 0) {
        values[visits.pixels()[i]] = (float) visits.times()[i];
      }
    }
    double end = visits.times()[visits.count() - 1];
    return panel("Time of the last visit", values, 0, end, "s");
  }

  private Panel ofWeights() {
    return panel("Weight in the mask", selected(mask.selectedWeights(), 1), 0, 1, "");
  }

  private Panel dose(PlannedScan scan) {
    double unit = scan.electrons().orElse(scan.timing().dwell());
    float[] values = selected(mask.selectedDwells(), unit);
    double most = 0;
    for (float dwells : mask.selectedDwells()) {
      most = Math.max(most, dwells * unit);
    }
    String title = scan.electrons().isPresent() ? "Electrons per pixel" : "Time per pixel";
    String si = scan.electrons().isPresent() ? "" : "s";
    if (most <= UNEVEN * unit) {
      return panel(title, values, 0, most, si);
    }
    double least = most;
    for (int i = 0; i < values.length; i++) {
      least = values[i] > 0 ? Math.min(least, values[i]) : least;
      values[i] = (float) Math.log(values[i]);
    }
    return new Panel(
        title + ", log scale",
        image(values, Math.log(least), Math.log(most)),
        text(least, si),
        text(most, si));
  }

  private Panel speed(Visits visits) {
    float[] values = nothing();
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (int i = 1; i < visits.count(); i++) {
      double seconds = visits.times()[i] - visits.times()[i - 1];
      if (visits.pixels()[i] >= 0 && !visits.starts(i) && seconds > 0) {
        double way =
            Math.hypot(visits.x()[i] - visits.x()[i - 1], visits.y()[i] - visits.y()[i - 1]);
        values[visits.pixels()[i]] = (float) (way / seconds);
        low = Math.min(low, way / seconds);
        high = Math.max(high, way / seconds);
      }
    }
    return panel("Speed within lines", values, Math.min(low, high), high, " px/s");
  }

  private float[] nothing() {
    float[] values = new float[mask.height() * mask.width()];
    Arrays.fill(values, Float.NaN);
    return values;
  }

  private float[] selected(float[] of, double unit) {
    float[] values = nothing();
    for (int k = 0; k < of.length; k++) {
      values[mask.selected()[k]] = (float) (of[k] * unit);
    }
    return values;
  }

  private Panel panel(String title, float[] values, double low, double high, String unit) {
    return new Panel(title, image(values, low, high), text(low, unit), text(high, unit));
  }

  private static String text(double value, String unit) {
    return unit.equals("s") ? Quantity.of(value, unit) : Quantity.number(value) + unit;
  }

  /** A picture point shows the largest of its pixels, so that thin lines stay. */
  private BufferedImage image(float[] values, double low, double high) {
    int longest = Math.max(mask.height(), mask.width());
    int grow = Math.max(1, side / longest);
    int shrink = grow > 1 ? 1 : (longest + side - 1) / side;
    int height = (mask.height() + shrink - 1) / shrink * grow;
    int width = (mask.width() + shrink - 1) / shrink * grow;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < height; row++) {
      for (int col = 0; col < width; col++) {
        float value = largest(values, row / grow * shrink, col / grow * shrink, shrink);
        boolean seen = !Float.isNaN(value);
        double fraction = high > low ? (value - low) / (high - low) : 1;
        image.setRGB(col, row, seen ? Palette.colour(fraction) : BACKGROUND);
      }
    }
    return image;
  }

  private float largest(float[] values, int top, int left, int cell) {
    float largest = Float.NaN;
    for (int row = top; row < Math.min(top + cell, mask.height()); row++) {
      for (int col = left; col < Math.min(left + cell, mask.width()); col++) {
        float value = values[row * mask.width() + col];
        largest = Float.isNaN(largest) || value > largest ? value : largest;
      }
    }
    return largest;
  }
}
