package alrc.jobs.ledger;

import java.io.IOException;

/** A file was read to its end, and its content is not what it must be: the store works. */
final class DamagedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * A damaged file.
   *
   * @param reason a few words
   */
  DamagedFileException(String reason, Throwable cause) {
    super(reason, cause);
  }

  DamagedFileException(String reason) {
    super(reason);
  }
}
