package alrc.core.lossrule;

/** The numbers in which features and their gradients pass from layer to layer in training. */
public enum Precision {
  /** As they are computed. */
  FLOAT32,
  /**
   * Rounded to IEEE half precision between layers; inside a layer all is float32. Numbers under
   * 2^-25 become 0 and numbers over 65504 infinite.
   */
  FLOAT16;

  /** The least number over 0 of float16. */
  static final double LEAST = 0x1p-24;

  /** The largest finite number of float16. */
  static final double LARGEST = 65504;
}
