package alrc.stem.scan;

import java.util.random.RandomGenerator;

/** The displacement of a probe along its row, by the place of the pixel alone. */
public interface RowDistortion extends Distortion {
  /**
   * Adds to the displacements, in place.
   *
   * @param right one per selected pixel: columns to the right of the pixel at which the probe is
   * @param mask the path
   * @param random the only source of randomness: equal generators give equal displacements
   */
  void displace(float[] right, ScanMask mask, RandomGenerator random);
}
