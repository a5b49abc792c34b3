package alrc.jobs.storage;

import java.io.IOException;

/**
 * An input that could not be opened, or not be read to its end: told apart from a failing output.
 */
public final class InputFailure extends IOException {
  private static final long serialVersionUID = 1L;

  InputFailure(String what, IOException cause) {
    super(what, cause);
  }
}
