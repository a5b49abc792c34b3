package alrc.settings;

/**
 * A mistake that the user can correct: the message is one line that names the thing, the value, the
 * rule and what to do. Commands print it and exit with 2.
 */
public class UserMistake extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** States the mistake. */
  public UserMistake(String message) {
    super(message);
  }

  /** States the mistake and what showed it. */
  public UserMistake(String message, Throwable cause) {
    super(message, cause);
  }
}
