package alrc.jobs.ledger;

import java.io.IOException;

/** A file that was read to its end and is not what its name says: no trouble of the store. */
final class DamagedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Says why.
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
