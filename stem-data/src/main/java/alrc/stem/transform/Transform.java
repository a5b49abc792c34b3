package alrc.stem.transform;

import java.util.random.RandomGenerator;

/**
 * One step of a recipe. An immutable record of settings, in a file of its own, registered in {@link
 * Kinds}.
 */
public interface Transform {
  /**
   * Applies the step; the input is left as it was.
   *
   * @param random the only source of randomness: equal generators give equal results
   */
  Example apply(Example example, RandomGenerator random);

  /** Returns the JSON name of this kind of step, for example {@code orient}. */
  String kind();
}
