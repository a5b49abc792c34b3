package alrc.jobs.complete;

import alrc.stem.dataset.Reject;

/** A scan that cannot be completed: it becomes a row of the rejects. */
public final class UnusableScanException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Reject reject;

  UnusableScanException(Reject reject) {
    super(reject.reason() + ": " + reject.detail());
    this.reject = reject;
  }

  /** Its row. */
  Reject reject() {
    return reject;
  }
}
