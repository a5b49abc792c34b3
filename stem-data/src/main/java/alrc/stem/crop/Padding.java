package alrc.stem.crop;

/** The fill of a crop beyond the edge of the image. */
public interface Padding {
  /** What {@link #index} returns for a pixel that takes the fixed value. */
  int FIXED = -1;

  /**
   * Finds the pixel to copy along one axis.
   *
   * @param i position relative to the first pixel of the crop that lies in the image; may be
   *     negative
   * @param length pixels of the crop that lie in the image, at least 1
   * @return index of the pixel to copy, in [0, length), or {@link #FIXED}
   */
  int index(int i, int length);

  /** Returns the fixed value, in stored units. */
  float value();

  /** Returns the JSON name of this kind, for example {@code reflect}. */
  String kind();
}
