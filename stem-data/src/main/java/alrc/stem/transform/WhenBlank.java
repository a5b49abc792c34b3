package alrc.stem.transform;

/** What becomes of a crop that shows nothing. */
public enum WhenBlank {
  /** It is an example, marked as blank. */
  KEEP,
  /** It is a reject. */
  REJECT
}
