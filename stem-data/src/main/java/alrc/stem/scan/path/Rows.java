package alrc.stem.scan.path;

import alrc.stem.scan.Probe;
import alrc.stem.scan.ScanPath;

/**
 * Whole rows, evenly spread: row ⌊(2i + 1)·height / 2n⌋ for i = 0…n − 1, where n is the coverage in
 * rows. Measured coverage is n / height exactly.
 *
 * @param coverage fraction of rows, in [1e-6, 1]; at least one row is scanned
 */
public record Rows(double coverage) implements ScanPath {
  /** Checks the coverage. */
  public Rows {
    Coverage.check(coverage, 1);
  }

  @Override
  public String kind() {
    return "rows";
  }

  @Override
  public double tolerance(int height, int width) {
    return 1.0 / height;
  }

  @Override
  public double nominalCoverage(int height, int width) {
    return coverage;
  }

  @Override
  public void trace(Probe probe) {
    int count = Coverage.of(probe.height(), coverage);
    for (int i = 0; i < count; i++) {
      int row = Coverage.row(i, count, probe.height());
      for (int col = 0; col < probe.width(); col++) {
        probe.dwellIn(row, col);
      }
      probe.flyback();
    }
  }
}
