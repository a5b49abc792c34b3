package alrc.stem.fingerprint;

import java.util.Arrays;

/**
 * The means of an image over {@value #SIDE} × {@value #SIDE} equal areas, gathered row by row.
 *
 * <p>A pixel that lies across the border of two areas counts in each in proportion to its overlap,
 * so the means of a flipped or turned image are the flipped or turned means, up to rounding.
 */
final class AreaMeans {
  static final int SIDE = 64;

  private final int height;
  private final int width;
  private final float[] columns;
  private final float[] cells = new float[SIDE * SIDE];
  private int rowOfCells;
  private int row;

  AreaMeans(int height, int width) {
    this.height = height;
    this.width = width;
    this.columns = new float[width];
  }

  /** Takes the next row of the image. */
  void add(float[] values) {
    long from = (long) row * SIDE;
    long to = from + SIDE;
    for (int area = (int) (from / height); (long) area * height < to; area++) {
      if (area != rowOfCells) {
        finishRow();
        rowOfCells = area;
      }
      long overlap = Math.min(to, (area + 1L) * height) - Math.max(from, (long) area * height);
      addWeighted(values, (float) overlap / height, columns);
    }
    row++;
  }

  /** A plain loop over three plain arguments, so that it becomes vector code. */
  private static void addWeighted(float[] values, float weight, float[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * values[i];
    }
  }

  private void finishRow() {
    for (int area = 0; area < SIDE; area++) {
      long from = (long) area * width;
      long to = from + width;
      float sum = 0;
      for (int column = (int) (from / SIDE); (long) column * SIDE < to; column++) {
        long overlap = Math.min(to, (column + 1L) * SIDE) - Math.max(from, (long) column * SIDE);
        sum += columns[column] * overlap / width;
      }
      cells[rowOfCells * SIDE + area] = sum;
    }
    Arrays.fill(columns, 0);
  }

  /** Returns the means, row-major, after the last row. */
  float[] cells() {
    finishRow();
    return cells;
  }
}
