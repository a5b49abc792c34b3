package alrc.jobs.fault;

/**
 * The process was told to stop (SIGTERM, Ctrl-C): neither a mistake nor a bug. The user is told by
 * what runs at the end of the process, which may come before its caller could.
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
