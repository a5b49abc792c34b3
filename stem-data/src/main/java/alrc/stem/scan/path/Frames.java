package alrc.stem.scan.path;

import alrc.settings.Preset;
import alrc.settings.Range;
import alrc.stem.scan.Probe;
import alrc.stem.scan.ScanPath;

/**
 * Several frames of whole rows, as in {@link Rows}, each turned by 90° against the one before, as
 * for the correction of drift and scan noise (Ophus, Ciston &amp; Nelson, "Correcting nonlinear
 * drift distortion of scanning probe and scanning transmission electron microscopies from image
 * pairs with orthogonal scan directions", Ultramicroscopy 162, 1–9, 2016, doi
 * 10.1016/j.ultramic.2015.12.002; {@code do_rotation} of TCD STEM-deinterlacing). Frame 0 scans
 * from left to right, frame 1 downwards, frame 2 from right to left, frame 3 upwards. A pixel that
 * several frames visit has the dose of all and the mean of what they see.
 *
 * @param count of the frames
 * @param coverage fraction of rows in each frame, in [1e-6, 1]; at least one row is scanned
 */
public record Frames(
    @Preset("4") @Range(least = 2, most = 256) int count, @Preset("1.0") double coverage)
    implements ScanPath {
  /** Checks the coverage. */
  public Frames {
    Coverage.check(coverage, 1);
  }

  @Override
  public String kind() {
    return "frames";
  }

  /** Rows and columns cross, and frames 2 and 3 turn back frames 0 and 1. */
  @Override
  public double nominalCoverage(int height, int width) {
    return 1 - (1 - coverage) * (1 - coverage);
  }

  /** Frames 0 and 2 scan the same rows only where rows are spread evenly about the middle. */
  @Override
  public double tolerance(int height, int width) {
    double line = 1.0 / Math.min(height, width);
    return coverage == 1 ? 0 : 2 * line + 2 * coverage * (1 - coverage);
  }

  @Override
  public void trace(Probe probe) {
    for (int frame = 0; frame < count; frame++) {
      int lines = frame % 2 == 0 ? probe.height() : probe.width();
      int steps = frame % 2 == 0 ? probe.width() : probe.height();
      int scanned = Coverage.of(lines, coverage);
      for (int i = 0; i < scanned; i++) {
        int line = Coverage.row(i, scanned, lines);
        for (int step = 0; step < steps; step++) {
          dwell(probe, frame % 4, line, step);
        }
        probe.flyback();
      }
    }
  }

  private static void dwell(Probe probe, int turn, int line, int step) {
    int lastRow = probe.height() - 1;
    int lastCol = probe.width() - 1;
    switch (turn) {
      case 0 -> probe.dwellIn(line, step);
      case 1 -> probe.dwellIn(step, lastCol - line);
      case 2 -> probe.dwellIn(lastRow - line, lastCol - step);
      default -> probe.dwellIn(lastRow - step, line);
    }
  }
}
