package alrc.stem.crop;

/** What to do with the pixels at the right and at the bottom that no crop of a grid reaches. */
public enum Remainder {
  /** Drops them. */
  DROP,
  /** Adds a crop that ends at the edge of the image and overlaps the one before. */
  SHIFT,
  /** Continues the grid by one crop, which is padded. */
  PAD
}
