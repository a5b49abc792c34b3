package alrc.stem.crop;

/** What becomes of the pixels at the right and at the bottom that no crop of a grid reaches. */
public enum Remainder {
  /** They are dropped. */
  DROP,
  /** One more crop ends at the edge of the image; it overlaps the one before. */
  SHIFT,
  /** The grid goes on by one crop, which is padded. */
  PAD
}
