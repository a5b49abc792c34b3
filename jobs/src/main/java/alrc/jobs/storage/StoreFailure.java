package alrc.jobs.storage;

import java.io.IOException;
import java.util.Optional;

/**
 * The trouble of a disk, a store or the way to it: no mistake, no bug of ours and no result. What
 * was complete before stays valid.
 */
public final class StoreFailure {
  /** The S3 client's own failures, where Hadoop has not made an {@link IOException} of them. */
  private static final String S3_CLIENT = "software.amazon.awssdk.";

  private StoreFailure() {}

  /** What a file system said, where a failure comes of that. */
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
        "a file or store failed (%s: %s); what is complete stays valid: mend it and run it again to"
            + " go on",
        said.getClass().getSimpleName(), Storage.reason(said));
  }
}
