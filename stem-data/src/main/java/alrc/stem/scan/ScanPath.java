package alrc.stem.scan;

import alrc.settings.RecordJson;
import java.io.IOException;

/**
 * The way of a probe through the field of view in time. An immutable record of settings; register
 * it in {@code alrc.stem.transform.RecipeKinds}.
 */
public interface ScanPath {
  /** Moves the probe over an image of {@code probe.height()} × {@code probe.width()} pixels. */
  void trace(Probe probe);

  /** Returns the fraction of pixels that the settings ask for, at a size. */
  double nominalCoverage(int height, int width);

  /**
   * Returns how far the mean of the weights may lie from the nominal coverage at a size. Paths that
   * are exact differ by no more than rounding to whole pixels, rows or lines.
   */
  double tolerance(int height, int width);

  /** Returns the JSON name of this kind of path, for example {@code spiral}. */
  String kind();

  /** Returns how the points become pixels. */
  default Drawing drawing() {
    return Drawing.DWELLS;
  }

  /** Returns the timing of the scan: the given one, unless the path has times of its own. */
  default Timing timing(Timing given) {
    return given;
  }

  /** Returns whether the path has times of its own, so that no timing can be given. */
  default boolean hasOwnTimes() {
    return false;
  }

  /**
   * Returns the path with the content of the files that it names.
   *
   * @param files reads them
   */
  default ScanPath withFiles(PathFiles files) throws IOException {
    return this;
  }

  /** Returns the settings that name the path, its kind included, as canonical JSON. */
  default String json() {
    return RecordJson.canonical(RecordJson.kindTree(kind(), (Record) this));
  }

  /**
   * Draws the path by the rule of {@link Drawing}.
   *
   * @param height rows of the image that is scanned
   * @param width columns of the image that is scanned
   */
  default ScanMask mask(int height, int width) {
    return Raster.mask(this, height, width);
  }
}
