package alrc.core.complete;

/** A file is no network that completes partial scans, or one that cannot take a scan's size. */
public final class UnusableNetworkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableNetworkException(String message) {
    super(message);
  }

  UnusableNetworkException(String message, Throwable cause) {
    super(message, cause);
  }
}
