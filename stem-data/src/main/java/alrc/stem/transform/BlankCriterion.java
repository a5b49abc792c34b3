package alrc.stem.transform;

import java.util.function.DoubleSupplier;

/**
 * When a crop shows nothing. An immutable record of settings, in a file of its own, registered in
 * {@link RecipeKinds}.
 */
public interface BlankCriterion {
  /**
   * Decides on a crop.
   *
   * @param min smallest stored value, non-finite ones taken as 0
   * @param max largest of them
   * @param sigma standard deviation of them (divisor n), found when it is asked for
   */
  boolean isBlank(double min, double max, DoubleSupplier sigma);

  /** Returns the JSON name of this kind, for example {@code constant}. */
  String kind();
}
