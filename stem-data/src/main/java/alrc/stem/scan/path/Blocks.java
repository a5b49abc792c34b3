package alrc.stem.scan.path;

import alrc.settings.Preset;
import alrc.settings.Range;
import alrc.stem.image.SeededGenerator;
import alrc.stem.scan.Probe;
import alrc.stem.scan.ScanPath;
import java.util.random.RandomGenerator;

/**
 * Square blocks, row by row of blocks, each scanned as an image of its own, with a flyback after
 * each of its rows: neighbours are close in time. With a coverage below 1, blocks are chosen at
 * random, every set of the same size equally likely. Blocks at the right and lower edge are cut
 * off. (This project defines the order.)
 *
 * @param side rows and columns of a block
 * @param coverage fraction of blocks, in [1e-6, 1]; at least one is scanned
 * @param seed of the choice
 */
public record Blocks(
    @Preset("32") @Range(least = 1, most = 65_536) int side,
    @Preset("1.0") double coverage,
    @Preset("0") long seed)
    implements ScanPath {
  /** Checks the coverage, and that the seed acts. */
  public Blocks {
    Coverage.check(coverage, 1);
    Coverage.checkActs(coverage < 1, seed == 0, "seed", seed, "as every block is scanned");
  }

  @Override
  public String kind() {
    return "blocks";
  }

  @Override
  public double nominalCoverage(int height, int width) {
    return coverage;
  }

  /** One block more or less, and blocks that are cut off. */
  @Override
  public double tolerance(int height, int width) {
    double block = (double) side / height * side / width;
    return coverage == 1 ? 0 : Math.min(1, block + (double) side / height + (double) side / width);
  }

  @Override
  public void trace(Probe probe) {
    RandomGenerator random = SeededGenerator.of(seed + "|" + kind());
    int down = (probe.height() + side - 1) / side;
    int across = (probe.width() + side - 1) / side;
    int wanted = Coverage.of(down * across, coverage);
    for (int block = 0; block < down * across; block++) {
      if (random.nextInt(down * across - block) < wanted) {
        scan(probe, block / across * side, block % across * side);
        wanted--;
      }
    }
  }

  private void scan(Probe probe, int top, int left) {
    for (int row = top; row < Math.min(top + side, probe.height()); row++) {
      for (int col = left; col < Math.min(left + side, probe.width()); col++) {
        probe.dwellIn(row, col);
      }
      probe.flyback();
    }
  }
}
