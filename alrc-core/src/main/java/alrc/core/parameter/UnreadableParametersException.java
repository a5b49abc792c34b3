package alrc.core.parameter;

/** A file of parameters that cannot be used; the message says what was found and expected. */
public final class UnreadableParametersException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message for the user. */
  public UnreadableParametersException(String message) {
    super(message);
  }

  /** With a message for the user and the failure behind it. */
  public UnreadableParametersException(String message, Throwable cause) {
    super(message, cause);
  }
}
