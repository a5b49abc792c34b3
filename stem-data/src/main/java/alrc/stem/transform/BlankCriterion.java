package alrc.stem.transform;

/**
 * When a crop shows nothing. An immutable record of settings, in a file of its own, registered in
 * {@link Kinds}.
 */
public interface BlankCriterion {
  /**
   * Decides on a crop.
   *
   * @param pixels stored values, non-finite ones taken as 0
   * @param min smallest of them
   * @param max largest of them
   */
  boolean isBlank(float[] pixels, double min, double max);

  /** Returns the JSON name of this kind, for example {@code constant}. */
  String kind();
}
