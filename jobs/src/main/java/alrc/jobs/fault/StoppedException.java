package alrc.jobs.fault;

/**
 * The process was asked to stop (SIGTERM, Ctrl-C): neither a mistake nor a bug. The shutdown hook
 * reports it to the user, because the process may end before the caller could.
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
