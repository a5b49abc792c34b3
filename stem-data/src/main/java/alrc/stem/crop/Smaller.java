package alrc.stem.crop;

/** What becomes of an image that is smaller than a crop. */
public enum Smaller {
  /** It gives no crop. */
  REJECT,
  /** It gives crops that are padded in the direction in which it is too small. */
  PAD
}
