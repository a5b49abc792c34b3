package alrc.jobs.fault;

/**
 * The process was told to stop (SIGTERM, Ctrl-C): neither a mistake nor a bug. Whoever throws it
 * has said so in one line, since the process may end before its caller could.
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
