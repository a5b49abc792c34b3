package alrc.stem.scan;

import java.util.random.RandomGenerator;

/**
 * The displacement of a probe along its row, the fast axis, from its nominal position. An immutable
 * record of settings, in a file of its own; register it in {@code alrc.stem.transform.RecipeKinds}.
 */
public interface Distortion {
  /**
   * Adds to the displacements, in place.
   *
   * @param right one per selected pixel: columns to the right of the pixel at which the probe is
   * @param mask the path
   * @param random the only source of randomness: equal generators give equal displacements
   */
  void displace(float[] right, ScanMask mask, RandomGenerator random);

  /** Returns the JSON name of this kind, for example {@code line-jitter}. */
  String kind();
}
