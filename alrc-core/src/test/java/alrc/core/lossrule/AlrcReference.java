package alrc.core.lossrule;

/** Algorithm 1 in plain double precision, written from the formulas and from nothing else. */
final class AlrcReference {
  /** Mistakes that were made elsewhere. */
  enum Fault {
    NONE,
    /** A constant in place of a clipped loss: no gradient. */
    CONSTANT,
    /** μ1 counted twice in the limit. */
    MEAN_TWICE
  }

  private final Alrc settings;
  private final Fault fault;
  double mean;
  double square;
  double limit;
  private int seen;

  AlrcReference(Alrc settings) {
    this(settings, Fault.NONE);
  }

  AlrcReference(Alrc settings, Fault fault) {
    this.settings = settings;
    this.fault = fault;
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
        double loss = losses[i] + settings.shift();
        factors[i] = 1;
        mean += loss / losses.length / 100 * 3;
        square += loss * loss / losses.length / 100 * 9;
      }
      return factors;
    }
    double sigma = Math.sqrt(Math.max(square - mean * mean, 0) + settings.epsilon());
    double upper = mean + settings.deviations() * sigma + (fault == Fault.MEAN_TWICE ? mean : 0);
    double lower = mean - settings.deviations() * sigma;
    limit = (settings.sides() == Alrc.Sides.LOWER ? lower : upper) - settings.shift();
    double sum = 0;
    double sumOfSquares = 0;
    for (int i = 0; i < losses.length; i++) {
      double loss = losses[i] + settings.shift();
      double value = clipped(loss, lower, upper);
      factors[i] = value != loss && fault == Fault.CONSTANT ? 0 : value == loss ? 1 : value / loss;
      double used = settings.moments() == Alrc.Moments.RAW ? loss : value;
      sum += used;
      sumOfSquares += used * used;
    }
    mean = follow(mean, settings.meanDecay(), sum / losses.length);
    square = follow(square, settings.squareDecay(), sumOfSquares / losses.length);
    return factors;
  }

  private double clipped(double loss, double lower, double upper) {
    if (settings.sides() != Alrc.Sides.LOWER && loss > upper) {
      return upper;
    }
    return settings.sides() != Alrc.Sides.UPPER && loss < lower && loss > 0 ? lower : loss;
  }

  private double follow(double moment, double decay, double latest) {
    double kept = settings.update() == Alrc.Update.EMA ? decay : 1 - 3 * (1 - decay);
    return kept * moment + (1 - decay) * latest;
  }
}
