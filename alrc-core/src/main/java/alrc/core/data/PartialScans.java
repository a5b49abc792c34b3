package alrc.core.data;

/** Partial scans of one size, in a fixed order. Safe for any thread. */
public interface PartialScans {
  /** How many there are, &gt; 0. */
  int count();

  /** Height and width of each, in pixels, even. */
  int side();

  /**
   * Makes or reads one.
   *
   * @param index 0 … count − 1
   */
  PartialScanExample example(int index);

  /** A name by which people can find the example. */
  String id(int index);

  /** A digest of all examples in their order: equal digests mean equal examples. */
  String digest();
}
