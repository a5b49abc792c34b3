package alrc.core.record;

/** One boxcar of iterations of a learning curve, while it fills. */
final class Boxcar {
  private double loss;
  private double lossMax;
  private double clipped;
  private double squaredError;
  private double rate;
  private int steps;

  Boxcar() {
    empty();
  }

  /** Adds an iteration. */
  void add(StepReading reading, double mean, double lossesClipped) {
    loss += mean;
    lossMax = Math.max(lossMax, mean);
    clipped += lossesClipped;
    squaredError += reading.squaredError;
    rate = reading.rate;
    steps++;
  }

  /** How many iterations it contains. */
  int steps() {
    return steps;
  }

  /**
   * Its point of the curve.
   *
   * @param iteration the last one
   * @param batch losses per iteration
   */
  CurvePoint point(long iteration, int batch) {
    double fraction = clipped / ((double) steps * batch);
    return new CurvePoint(iteration, loss / steps, lossMax, fraction, rate, squaredError / steps);
  }

  /** Begins the next one. */
  void empty() {
    loss = 0;
    lossMax = Double.NEGATIVE_INFINITY;
    clipped = 0;
    squaredError = 0;
    steps = 0;
  }

  /** All that it contains, for a checkpoint. */
  double[] saved() {
    return new double[] {loss, lossMax, clipped, squaredError, rate, steps};
  }

  /** Restores what {@link #saved} returned. */
  void restore(double[] saved) {
    loss = saved[0];
    lossMax = saved[1];
    clipped = saved[2];
    squaredError = saved[3];
    rate = saved[4];
    steps = (int) saved[5];
  }
}
