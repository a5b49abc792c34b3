package alrc.stem.scan.path;

import alrc.settings.Preset;
import alrc.settings.SettingMistake;
import alrc.stem.scan.Probe;
import alrc.stem.scan.ScanPath;
import java.util.Locale;

/**
 * Every pixel whose row and column are the offset plus a multiple of the spacing. Spacing 1 is the
 * whole image. Measured coverage is the number of those pixels exactly; nominal is 1/spacing².
 *
 * @param spacing between neighbouring pixels, along rows and columns
 * @param offset of the first of them, in [0, spacing)
 */
public record UniformGrid(int spacing, @Preset("0") int offset) implements ScanPath {
  /** Checks both. */
  public UniformGrid {
    if (spacing < 1) {
      throw new SettingMistake("spacing", spacing, "must be at least 1 pixel");
    }
    if (offset < 0 || offset >= spacing) {
      throw new SettingMistake("offset", offset, "must be in [0, spacing)");
    }
  }

  @Override
  public String kind() {
    return "uniform-grid";
  }

  @Override
  public double tolerance(int height, int width) {
    return (1.0 / height + 1.0 / width) / spacing + 1.0 / height / width;
  }

  @Override
  public double nominalCoverage(int height, int width) {
    return 1.0 / spacing / spacing;
  }

  @Override
  public void trace(Probe probe) {
    int height = probe.height();
    int width = probe.width();
    if (offset >= Math.min(height, width)) {
      throw new SettingMistake(
          "offset",
          offset,
          String.format(Locale.ROOT, "must be inside the image of %d×%d", height, width));
    }
    for (int row = offset; row < height; row += spacing) {
      for (int col = offset; col < width; col += spacing) {
        probe.dwellIn(row, col);
      }
      probe.flyback();
    }
  }
}
