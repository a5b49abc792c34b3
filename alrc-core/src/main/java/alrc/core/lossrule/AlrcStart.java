package alrc.core.lossrule;

import alrc.settings.Limits;

/** The first running moments of {@link Alrc}. */
public sealed interface AlrcStart {
  /**
   * Measured in the run itself: the first {@link #ITERATIONS} iterations are not clipped, then μ1 =
   * 3 · mean and μ2 = 9 · mean square of all their losses, overestimates that decay towards the
   * truth.
   */
  record Measured() implements AlrcStart {
    /** How many iterations are measured. */
    public static final int ITERATIONS = 100;

    /** The factor of the mean; its square is the factor of the mean square. */
    public static final double FACTOR = 3;
  }

  /**
   * Given moments, used from the first step on.
   *
   * @param mean μ1, &gt; 0
   * @param square μ2, more than μ1²
   */
  record Given(double mean, double square) implements AlrcStart {
    public Given {
      Limits.positive("mean", mean);
      Limits.require(
          square > mean * mean && Double.isFinite(square),
          "square",
          square,
          "must be more than mean squared (" + mean * mean + ")");
    }
  }
}
