package alrc.jobs.storage;

import java.io.IOException;

/** An input could not be opened or read to its end. Distinguishes it from an output that fails. */
public final class InputFailure extends IOException {
  private static final long serialVersionUID = 1L;

  InputFailure(String what, Exception cause) {
    super(what, cause);
  }
}
