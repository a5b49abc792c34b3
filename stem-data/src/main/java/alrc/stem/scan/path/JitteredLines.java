package alrc.stem.scan.path;

import alrc.settings.Preset;
import alrc.settings.SettingMistake;
import alrc.stem.image.SeededGenerator;
import alrc.stem.scan.Normal;
import alrc.stem.scan.Probe;
import alrc.stem.scan.ScanPath;
import java.util.random.RandomGenerator;

/**
 * Raster lines that wander: each of n lines dwells once in every column and walks at random, with
 * momentum, inside a channel of its own; walls reflect it. From column to column v ← βv + (1 −
 * β)·a·z with z standard normal, then y ← y + v. (Jittered lines are among the partial scans of Ede
 * &amp; Beanland, arXiv:1905.13667; line hopping in a microscope: Kovarik et al., Applied Physics
 * Letters 109, 164102, 2016, doi 10.1063/1.4965720. This project defines the walk.) Measured
 * coverage is n / height exactly, n being the coverage in lines.
 *
 * @param coverage fraction of pixels, in [1e-6, 1]; at least one line is drawn
 * @param amplitude a: rows per column, at least 0
 * @param momentum β, in [0, 1)
 * @param seed of the drawing
 */
public record JitteredLines(
    double coverage,
    @Preset("1.0") double amplitude,
    @Preset("0.9") double momentum,
    @Preset("0") long seed)
    implements ScanPath {

  /** Checks the numbers, and that each acts. */
  public JitteredLines {
    Coverage.check(coverage, 1);
    if (!(amplitude >= 0 && amplitude <= 1000)) {
      throw new SettingMistake("amplitude", amplitude, "must be in [0, 1000]");
    }
    if (!(momentum >= 0 && momentum < 1)) {
      throw new SettingMistake("momentum", momentum, "must be in [0, 1)");
    }
    String full = "as coverage 1 leaves lines no room to wander";
    Coverage.checkActs(coverage < 1, amplitude == 1, "amplitude", amplitude, full);
    boolean wander = coverage < 1 && amplitude > 0;
    String why = coverage < 1 ? "as lines of amplitude 0 are straight" : full;
    Coverage.checkActs(wander, momentum == 0.9, "momentum", momentum, why);
    Coverage.checkActs(wander, seed == 0, "seed", seed, why);
  }

  @Override
  public String kind() {
    return "jittered-lines";
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
    RandomGenerator random = SeededGenerator.of(seed + "|" + kind());
    int height = probe.height();
    int lines = Coverage.of(height, coverage);
    for (int line = 0; line < lines; line++) {
      int top = (int) ((long) line * height / lines);
      int bottom = (int) ((line + 1L) * height / lines);
      walk(probe, top, bottom, random);
      probe.flyback();
    }
  }

  /** Walks through the rows from {@code top} on, {@code bottom} excluded. */
  private void walk(Probe probe, int top, int bottom, RandomGenerator random) {
    double y = (top + bottom) / 2.0;
    double v = 0;
    for (int col = 0; col < probe.width(); col++) {
      probe.dwellIn(Math.min((int) y, bottom - 1), col);
      v = momentum * v + (1 - momentum) * amplitude * Normal.draw(random);
      y += v;
      if (y < top || y > bottom) {
        y = Math.max(top, Math.min(bottom, y < top ? 2 * top - y : 2 * bottom - y));
        v = -v;
      }
    }
  }
}
