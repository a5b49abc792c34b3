package alrc.core.state;

/**
 * A file of parameters or a checkpoint that cannot be used; the message says what was found and
 * what was expected.
 */
public final class UnusableStateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message for the user. */
  public UnusableStateException(String message) {
    super(message);
  }

  /** With a message for the user and the failure behind it. */
  UnusableStateException(String message, Throwable cause) {
    super(message, cause);
  }
}
