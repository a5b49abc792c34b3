package alrc.stem.scan;

/**
 * How far the probe is from where it is meant to be, for each visit: columns to the right, rows
 * down. Distortions add to both arrays.
 */
public final class Displacements {
  private final float[] x;
  private final float[] y;

  private Displacements(int count) {
    this.x = new float[count];
    this.y = new float[count];
  }

  /** Makes the displacements of an undistorted scan. */
  public static Displacements none(Visits visits) {
    return new Displacements(visits.count());
  }

  /** Returns the columns to the right. */
  public float[] x() {
    return x;
  }

  /** Returns the rows down. */
  public float[] y() {
    return y;
  }
}
