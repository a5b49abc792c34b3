package alrc.core.lossrule;

/** The numbers in which a network is trained. */
public enum Precision {
  /** IEEE single precision throughout. */
  FLOAT32,
  /**
   * Features and their gradients are rounded to IEEE half precision between layers; inside a layer
   * all is float32. Numbers under 2^-25 become 0 and numbers over 65504 infinite.
   */
  FLOAT16,
  /**
   * The factors of products and convolutions are rounded to 10 bits of mantissa, as NVIDIA GPUs
   * since Ampere do in their TF32 units; sums and all else are float32. Only for GPUs.
   */
  TF32;

  /** The least number over 0 of float16. */
  static final double LEAST = 0x1p-24;

  /** The largest finite number of float16. */
  static final double LARGEST = 65504;
}
