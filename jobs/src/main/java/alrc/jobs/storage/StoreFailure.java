package alrc.jobs.storage;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * A failure of a disk, a store or the network: neither a mistake of the user, nor a bug, nor a
 * result. What was complete before stays valid.
 */
public final class StoreFailure {
  /** The S3 client's own failures that Hadoop has not turned into an {@link IOException}. */
  private static final String S3_CLIENT = "software.amazon.awssdk.";

  private StoreFailure() {}

  /** The failure of a file system that caused another failure, if one did. */
  public static Optional<Throwable> in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException || cause.getClass().getName().startsWith(S3_CLIENT)) {
        return Optional.of(cause);
      }
    }
    return Optional.empty();
  }

  /** One line for the user. */
  public static String words(Throwable said) {
    return String.format(
        Locale.ROOT,
        "a file or store failed (%s: %s); what is complete stays valid: fix it and run the same"
            + " command to resume",
        said.getClass().getSimpleName(),
        Storage.reason(said));
  }
}
