package alrc.core.data;

import alrc.settings.Limits;

/**
 * The shape of one array of an example: planar, row-major.
 *
 * @param channels ≥ 1
 * @param height in pixels, ≥ 1
 * @param width in pixels, ≥ 1
 */
public record ImageShape(int channels, int height, int width) {

  public ImageShape {
    Limits.atLeast("channels", channels, 1);
    Limits.atLeast("height", height, 1);
    Limits.atLeast("width", width, 1);
  }

  /** A square. */
  public static ImageShape square(int channels, int side) {
    return new ImageShape(channels, side, side);
  }

  /** How many numbers that is. */
  public int values() {
    return Math.multiplyExact(Math.multiplyExact(channels, height), width);
  }
}
