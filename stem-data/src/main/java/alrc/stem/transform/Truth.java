package alrc.stem.transform;

/** The image that is stored as the truth. */
public enum Truth {
  /** The sharp crop; training targets are derived from it on reading. */
  SHARP,
  /** The full-size training target: the crop blurred by the 5×5 Gaussian, not rescaled. */
  BLURRED
}
