package alrc.jobs.fault;

/**
 * A mistake of the person at the keyboard, told in one line that names the option or field, the
 * value and the rule. The program ends with exit status 2 and prints no stack trace.
 */
public final class UserMistake extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UserMistake(String message) {
    super(message);
  }

  public UserMistake(String message, Throwable cause) {
    super(message, cause);
  }
}
