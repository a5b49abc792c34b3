package alrc.stem.scan.path;

import alrc.settings.Preset;
import alrc.settings.SettingMistake;
import alrc.stem.scan.Probe;
import alrc.stem.scan.ScanPath;

/**
 * Hilbert's curve (Mathematische Annalen 38, 459–460, 1891): it visits the middle pixel of every
 * cell of a square grid, steps from each cell to one beside it, and has no flyback; neighbours in
 * time are neighbours in space (in a microscope: Velazco et al., Ultramicroscopy 215, 113021, 2020,
 * doi 10.1016/j.ultramic.2020.113021). Coverage is 1/spacing² exactly.
 *
 * @param spacing side of a cell, in pixels; 1 visits every pixel
 */
public record Hilbert(@Preset("1") int spacing) implements ScanPath {
  /** Checks the spacing. */
  public Hilbert {
    if (spacing < 1) {
      throw new SettingMistake("spacing", spacing, "must be at least 1 pixel");
    }
  }

  @Override
  public String kind() {
    return "hilbert";
  }

  @Override
  public double nominalCoverage(int height, int width) {
    return 1.0 / spacing / spacing;
  }

  @Override
  public double tolerance(int height, int width) {
    return 0;
  }

  @Override
  public void trace(Probe probe) {
    int cells = probe.height() / spacing;
    if (probe.height() != probe.width()
        || cells * spacing != probe.height()
        || Integer.bitCount(cells) != 1) {
      throw new SettingMistake(
          "hilbert size",
          probe.height() + "×" + probe.width(),
          "must be a square whose side is the spacing, " + spacing + ", times a power of 2");
    }
    for (long step = 0; step < (long) cells * cells; step++) {
      visit(probe, step, cells);
    }
  }

  /** Turns a step along the curve into row and column, bit by bit, from the smallest square on. */
  private void visit(Probe probe, long step, int cells) {
    int x = 0;
    int y = 0;
    long rest = step;
    for (int side = 1; side < cells; side *= 2) {
      boolean right = (rest & 2) != 0;
      boolean up = ((rest & 1) != 0) != right;
      if (!up) {
        int turned = right ? side - 1 - y : y;
        y = right ? side - 1 - x : x;
        x = turned;
      }
      x += right ? side : 0;
      y += up ? side : 0;
      rest /= 4;
    }
    probe.dwellIn(y * spacing + spacing / 2, x * spacing + spacing / 2);
  }
}
