package alrc.core.train;

/** A trial was given up because its sink or its thread asked for it: no result. */
public final class TrialStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TrialStoppedException(long iterations) {
    super("stopped after " + iterations + " iterations");
  }
}
