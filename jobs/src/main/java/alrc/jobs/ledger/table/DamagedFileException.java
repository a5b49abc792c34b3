package alrc.jobs.ledger.table;

import java.io.IOException;

/** A file was read to its end, and its content is not what it must be: the store works. */
public final class DamagedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * A damaged file.
   *
   * @param reason a few words
   */
  public DamagedFileException(String reason, Throwable cause) {
    super(reason, cause);
  }

  /** The same without another exception. */
  public DamagedFileException(String reason) {
    super(reason);
  }
}
