package alrc.stem.transform;

/** What to do with a blank crop. */
public enum WhenBlank {
  /** Keeps it as an example, marked as blank. */
  KEEP,
  /** Rejects it. */
  REJECT
}
