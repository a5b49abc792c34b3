package alrc.stem.scan.path;

import alrc.settings.Preset;
import alrc.settings.SettingMistake;
import alrc.stem.image.SeededGenerator;
import alrc.stem.scan.Probe;
import alrc.stem.scan.ScanPath;
import java.util.BitSet;
import java.util.random.RandomGenerator;

/**
 * The probe steps from pixel to pixel beside it, row or column, and never leaves the image. At each
 * step it goes on in its direction with a probability, else in one of the four at random; it starts
 * in the middle and stops once it has visited enough pixels. Pixels that it visits again get more
 * dose. Measured coverage is the nominal one, rounded to whole pixels. (This project defines the
 * walk; walks as sampling schemes: Béché, Goris, Freitag &amp; Verbeeck, Applied Physics Letters
 * 108, 093103, 2016, doi 10.1063/1.4943086, blank the beam at random instead.)
 *
 * @param coverage fraction of pixels that are visited, in [1e-6, 0.5]
 * @param persistence probability of going straight on, in [0, 1)
 * @param seed of the walk
 */
public record RandomWalk(double coverage, @Preset("0.9") double persistence, @Preset("0") long seed)
    implements ScanPath {
  private static final int[] DOWN = {0, 1, 0, -1};
  private static final int[] RIGHT = {1, 0, -1, 0};

  /** Steps per pixel of the image, far over what any walk was seen to need. */
  private static final long MOST_STEPS = 1000;

  /** Checks the numbers. */
  public RandomWalk {
    Coverage.check(coverage, 0.5);
    if (!(persistence >= 0 && persistence < 1)) {
      throw new SettingMistake("persistence", persistence, "must be in [0, 1)");
    }
  }

  @Override
  public String kind() {
    return "random-walk";
  }

  @Override
  public double nominalCoverage(int height, int width) {
    return coverage;
  }

  @Override
  public double tolerance(int height, int width) {
    return 1.0 / height / width;
  }

  @Override
  public void trace(Probe probe) {
    int height = probe.height();
    int width = probe.width();
    RandomGenerator random = SeededGenerator.of(seed + "|" + kind());
    BitSet visited = new BitSet(height * width);
    int left = Coverage.of(height * width, coverage);
    int row = height / 2;
    int col = width / 2;
    int direction = random.nextInt(4);
    for (long step = 0; left > 0; step++) {
      if (step > MOST_STEPS * height * width) {
        throw new SettingMistake("coverage", coverage, "must be smaller: the walk does not end");
      }
      probe.dwellIn(row, col);
      left -= visited.get(row * width + col) ? 0 : 1;
      visited.set(row * width + col);
      if (random.nextDouble() >= persistence) {
        direction = random.nextInt(4);
      }
      if (isOutside(row + DOWN[direction], height) || isOutside(col + RIGHT[direction], width)) {
        direction = (direction + 2) % 4;
      }
      row = inside(row + DOWN[direction], height);
      col = inside(col + RIGHT[direction], width);
    }
  }

  private static boolean isOutside(int i, int length) {
    return i < 0 || i >= length;
  }

  /** Only an image of one row or column leaves no room to turn round. */
  private static int inside(int i, int length) {
    return Math.max(0, Math.min(length - 1, i));
  }
}
