package alrc.stem.scan.path;

import alrc.settings.Preset;
import alrc.stem.scan.Probe;
import alrc.stem.scan.ScanPath;

/**
 * Whole rows, as in {@link Rows}, every second one from right to left, without flyback (a
 * boustrophedon; Velazco et al., "Evaluation of different rectangular scan strategies for STEM
 * imaging", Ultramicroscopy 215, 113021, 2020, doi 10.1016/j.ultramic.2020.113021). Measured
 * coverage is n / height exactly, n being the coverage in rows.
 *
 * @param coverage fraction of rows, in [1e-6, 1]; at least one row is scanned
 */
public record Serpentine(@Preset("1.0") double coverage) implements ScanPath {
  /** Checks the coverage. */
  public Serpentine {
    Coverage.check(coverage, 1);
  }

  @Override
  public String kind() {
    return "serpentine";
  }

  @Override
  public double nominalCoverage(int height, int width) {
    return coverage;
  }

  @Override
  public double tolerance(int height, int width) {
    return 1.0 / height;
  }

  @Override
  public void trace(Probe probe) {
    int count = Coverage.of(probe.height(), coverage);
    for (int i = 0; i < count; i++) {
      int row = Coverage.row(i, count, probe.height());
      for (int step = 0; step < probe.width(); step++) {
        probe.dwellIn(row, i % 2 == 0 ? step : probe.width() - 1 - step);
      }
    }
  }
}
