package alrc.stem.scan;

import java.util.random.RandomGenerator;

/**
 * Noise of what a probe measures. An immutable record of settings, in a file of its own; register
 * it in {@code alrc.stem.transform.RecipeKinds}.
 */
public interface Noise {
  /**
   * Adds noise to a signal, in place; drawn for the selected pixels only, in their order.
   *
   * @param signal one value per selected pixel, the range of the crop being 0 to 1
   * @param mask the path, whose weights are the fractions of the dwell
   * @param mean of the signal over the whole crop, over 0
   * @param random the only source of randomness: equal generators give equal noise
   */
  void add(float[] signal, ScanMask mask, double mean, RandomGenerator random);

  /** Returns the JSON name of this kind, for example {@code poisson}. */
  String kind();
}
