package alrc.stem.scan;

import java.util.random.RandomGenerator;

/**
 * Noise of what a probe measures, or what a detector makes of it. An immutable record of settings,
 * in a file of its own; register it in {@code alrc.stem.transform.RecipeKinds}.
 */
public interface Noise {
  /**
   * Changes a signal, in place; draws for the selected pixels only, in their order.
   *
   * @param signal one value per selected pixel, the range of the crop being 0 to 1
   * @param exposure of the same pixels
   * @param random the only source of randomness: equal generators give equal noise
   */
  void add(float[] signal, Exposure exposure, RandomGenerator random);

  /** Returns the JSON name of this kind, for example {@code poisson}. */
  String kind();

  /** Returns whether the noise depends on the seconds of a dwell. */
  default boolean countsSeconds() {
    return false;
  }

  /** Returns whether nothing may follow. */
  default boolean isLast() {
    return false;
  }
}
