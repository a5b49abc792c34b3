package alrc.stem.prepare;

import java.io.IOException;

/**
 * A source whose bytes are no longer those that were examined. Examples made from it must not be
 * kept, since they would carry the SHA-256 of other bytes.
 */
public final class ChangedSourceException extends IOException {
  private static final long serialVersionUID = 1L;

  /** The reason in {@code rejects.parquet}. */
  public static final String REASON = "changed";

  ChangedSourceException(String what) {
    super(what);
  }

  ChangedSourceException(String what, IOException cause) {
    super(what, cause);
  }
}
