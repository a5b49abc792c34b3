package alrc.stem.crop;

/** Whether an image smaller than a crop is rejected or padded. */
public enum Smaller {
  /** Rejects the image. */
  REJECT,
  /** Pads the crops in the direction in which the image is too small. */
  PAD
}
