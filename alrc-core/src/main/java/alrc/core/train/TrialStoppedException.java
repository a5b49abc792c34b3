package alrc.core.train;

/** A trial stopped without a result because its sink or its thread asked for it. */
public final class TrialStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TrialStoppedException(long iterations) {
    super("stopped after " + iterations + " iterations");
  }
}
