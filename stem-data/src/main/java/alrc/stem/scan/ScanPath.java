package alrc.stem.scan;

/**
 * The path of a probe that visits only part of the field of view. An immutable record of settings;
 * register it in {@code alrc.stem.transform.RecipeKinds}.
 */
public interface ScanPath {
  /**
   * Draws the path.
   *
   * @param height rows of the image that is scanned
   * @param width columns of the image that is scanned
   * @return weights in [0, 1]: the fraction of a pixel's dwell that the probe spends there
   */
  ScanMask mask(int height, int width);

  /**
   * Returns how far the mean of the weights may lie from the nominal coverage at a size. Paths that
   * are exact differ by no more than rounding to whole pixels, rows or lines.
   */
  double tolerance(int height, int width);

  /** Returns the JSON name of this kind of path, for example {@code spiral}. */
  String kind();
}
