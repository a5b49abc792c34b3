package alrc.stem.scan;

import java.util.Arrays;

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
  public ScanMask mask(int height, int width) {
    float[] weights = new float[height * width];
    int count = Coverage.of(height, coverage);
    for (int i = 0; i < count; i++) {
      int row = (int) ((2L * i + 1) * height / (2L * count));
      Arrays.fill(weights, row * width, (row + 1) * width, 1);
    }
    return Coverage.mask(height, width, weights, coverage, this);
  }
}
