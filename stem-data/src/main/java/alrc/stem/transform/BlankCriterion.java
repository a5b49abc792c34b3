package alrc.stem.transform;

import java.util.function.DoubleSupplier;

/**
 * Decides whether a crop is blank. An immutable record of settings, in a file of its own,
 * registered in {@link RecipeKinds}.
 */
public interface BlankCriterion {
  /**
   * Decides on a crop.
   *
   * @param min smallest stored value, non-finite ones taken as 0
   * @param max largest stored value, likewise
   * @param sigma standard deviation of the stored values (divisor n), computed on first use
   */
  boolean isBlank(double min, double max, DoubleSupplier sigma);

  /** Returns the JSON name of this kind, for example {@code constant}. */
  String kind();
}
