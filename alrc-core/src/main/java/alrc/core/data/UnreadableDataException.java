package alrc.core.data;

/**
 * Training data that cannot be read: the message names the file, what was found and what was
 * expected.
 */
public final class UnreadableDataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message for the user. */
  public UnreadableDataException(String message) {
    super(message);
  }

  /** With a message for the user and the failure behind it. */
  public UnreadableDataException(String message, Throwable cause) {
    super(message, cause);
  }
}
