package alrc.jobs.fault;

import java.util.Optional;

/**
 * A version of Java that Hadoop cannot run on: from 24 on, {@code Subject.getSubject}, which Hadoop
 * calls up to 3.4.2, only throws.
 */
public final class UnsupportedJava {
  private static final String CALL = "getSubject is not supported";

  private UnsupportedJava() {}

  /** What to do, if this is why a command failed. */
  public static Optional<String> in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnsupportedOperationException && CALL.equals(cause.getMessage())) {
        return Optional.of(
            "Java "
                + Runtime.version().feature()
                + ": this version of Hadoop does not run on it; set JAVA_HOME to a Java from 17 to"
                + " 23");
      }
    }
    return Optional.empty();
  }
}
