package alrc.jobs.fault;

/**
 * The process was stopped by SIGTERM or Ctrl-C: neither a mistake nor a bug. A shutdown hook prints
 * the message, because it may run before the caller of this exception.
 */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Ends a command.
   *
   * @param message one line
   */
  public StoppedException(String message) {
    super(message);
  }
}
