package alrc.core.lossrule;

/** Algorithm 1 in plain double precision, written from the formulas and from nothing else. */
final class AlrcReference {
  private final Alrc settings;
  double mean;
  double square;
  double limit;
  private int seen;

  AlrcReference(Alrc settings) {
    this.settings = settings;
    if (settings.start() instanceof AlrcStart.Given given) {
      mean = given.mean();
      square = given.square();
    }
  }

  /** The gradient factors of one step. */
  double[] step(float[] losses) {
    double[] factors = new double[losses.length];
    if (settings.start() instanceof AlrcStart.Measured && seen < 100) {
      seen++;
      limit = Double.POSITIVE_INFINITY;
      for (int i = 0; i < losses.length; i++) {
        factors[i] = 1;
        mean += (double) losses[i] / losses.length / 100 * 3;
        square += (double) losses[i] * losses[i] / losses.length / 100 * 9;
      }
      return factors;
    }
    double sigma = Math.sqrt(Math.max(square - mean * mean, 0) + settings.epsilon());
    limit = mean + settings.deviations() * sigma;
    double sum = 0;
    double sumOfSquares = 0;
    for (int i = 0; i < losses.length; i++) {
      double loss = losses[i];
      factors[i] = loss > limit ? limit / loss : 1;
      double used = settings.moments() == Alrc.Moments.RAW ? loss : Math.min(loss, limit);
      sum += used;
      sumOfSquares += used * used;
    }
    mean = settings.meanDecay() * mean + (1 - settings.meanDecay()) * sum / losses.length;
    square =
        settings.squareDecay() * square
            + (1 - settings.squareDecay()) * sumOfSquares / losses.length;
    return factors;
  }
}
