package alrc.stem.scan.path;

import alrc.settings.Preset;
import alrc.settings.Range;
import alrc.stem.image.SeededGenerator;
import alrc.stem.scan.Probe;
import alrc.stem.scan.ScanPath;
import java.util.random.RandomGenerator;

/**
 * Line hopping: each of n lines dwells once in every column and hops at random between the rows of
 * a channel of its own, by at most a few rows from column to column, which scan coils can follow
 * (Kovarik, Stevens, Liyu &amp; Browning, "Implementing an accurate and rapid sparse sampling
 * approach for low-dose atomic resolution STEM imaging", Applied Physics Letters 109, 164102, 2016,
 * doi 10.1063/1.4965720; that rows within reach are equally likely is our choice). Measured
 * coverage is n / height exactly, n being the coverage in lines.
 *
 * @param coverage fraction of pixels, in [1e-6, 1]; at least one line is drawn
 * @param hop the most rows between neighbouring columns
 * @param seed of the drawing
 */
public record LineHop(
    double coverage, @Preset("1") @Range(least = 1, most = 65_536) int hop, @Preset("0") long seed)
    implements ScanPath {
  /** Checks the coverage, and that each setting acts. */
  public LineHop {
    Coverage.check(coverage, 1);
    String full = "as coverage 1 leaves lines no room to hop";
    Coverage.checkActs(coverage < 1, hop == 1, "hop", hop, full);
    Coverage.checkActs(coverage < 1, seed == 0, "seed", seed, full);
  }

  @Override
  public String kind() {
    return "line-hop";
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
    RandomGenerator random = SeededGenerator.of(seed + "|" + kind());
    int lines = Coverage.of(probe.height(), coverage);
    for (int line = 0; line < lines; line++) {
      int top = (int) ((long) line * probe.height() / lines);
      int bottom = (int) ((line + 1L) * probe.height() / lines);
      int row = top + random.nextInt(bottom - top);
      for (int col = 0; col < probe.width(); col++) {
        probe.dwellIn(row, col);
        int highest = Math.max(top, row - hop);
        int lowest = Math.min(bottom - 1, row + hop);
        row = highest + random.nextInt(lowest - highest + 1);
      }
      probe.flyback();
    }
  }
}
