package alrc.core.data;

/** Square images of one size, in a fixed order. Safe for any thread. */
public interface Images {
  /** How many images there are, &gt; 0. */
  int count();

  /** How many channels each has. */
  int channels();

  /** Height and width of each, in pixels. */
  int side();

  /**
   * Copies one image.
   *
   * @param index 0 … count − 1
   * @param destination receives channels × side × side values, planar, row-major, from its start
   */
  void copy(int index, float[] destination);

  /** The middle of the range of values; ranges are [−1, 1] unless an implementation says so. */
  default float middle() {
    return 0;
  }

  /** Half of the width of that range, &gt; 0. */
  default float halfRange() {
    return 1;
  }

  /** A name by which people can find the image. */
  String id(int index);

  /** A digest of all values in their order: equal digests mean equal images. */
  String digest();
}
