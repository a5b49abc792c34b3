package alrc.stem.transform;

import alrc.stem.codec.InvalidSettingException;

/**
 * Square crops on a grid from the first pixel on; what is left over at the right and at the bottom
 * is dropped.
 *
 * @param side rows and columns of a crop
 * @param stride distance between neighbouring crops, in pixels
 */
public record CropGrid(int side, int stride) {
  /** Checks both. */
  public CropGrid {
    if (side < 8) {
      throw new InvalidSettingException("crop side", side, "must be at least 8 pixels");
    }
    if (stride < 1) {
      throw new InvalidSettingException("crop stride", stride, "must be at least 1 pixel");
    }
  }

  /**
   * Returns how many crops fit along an axis.
   *
   * @param length of the axis in pixels
   */
  public int along(int length) {
    return length < side ? 0 : (length - side) / stride + 1;
  }

  /** Returns how many crops an image gives. */
  public long count(int height, int width) {
    return (long) along(height) * along(width);
  }
}
