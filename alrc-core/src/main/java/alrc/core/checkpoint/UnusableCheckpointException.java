package alrc.core.checkpoint;

/** A checkpoint that cannot be gone on from; the message says why. */
public final class UnusableCheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A reason, as the end of a sentence that begins "checkpoint: ". */
  public UnusableCheckpointException(String reason) {
    super("checkpoint: " + reason);
  }
}
