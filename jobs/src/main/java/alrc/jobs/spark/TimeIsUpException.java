package alrc.jobs.spark;

/** The time of a piece of work was over while the cluster ran nothing of it. */
public final class TimeIsUpException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TimeIsUpException(Throwable cause) {
    super("the time was over while the cluster ran no task", cause);
  }
}
