package alrc.core.conformance;

/** A rule or an optimizer as its formulas say, in plain doubles; shares no code with the rules. */
interface Reference {
  /** The tensors of every vector: from, until. */
  int[][] TENSORS = {{0, 4}, {4, 6}, {6, 8}};

  int SIZE = 8;

  /**
   * Makes the update of a step.
   *
   * @param gradient of this step; may be overwritten
   * @param parameters before this step
   * @return what is subtracted from the parameters
   */
  double[] update(double[] gradient, double[] parameters);

  /** Sets running means of an optimizer to their start. */
  default void reset() {}

  /** This one on the gradient, then another one on what this one made. */
  default Reference then(Reference next) {
    Reference first = this;
    return new Reference() {
      @Override
      public double[] update(double[] gradient, double[] parameters) {
        return next.update(first.update(gradient, parameters), parameters);
      }

      @Override
      public void reset() {
        first.reset();
        next.reset();
      }
    };
  }

  static double norm(double[] values, int from, int until) {
    double sum = 0;
    for (int i = from; i < until; i++) {
      sum += values[i] * values[i];
    }
    return Math.sqrt(sum);
  }

  static double norm(double[] values) {
    return norm(values, 0, values.length);
  }

  static double[] times(double[] values, double factor) {
    double[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return scaled;
  }

  /** A factor for the entries of one tensor. */
  static void scale(double[] values, int[] tensor, double factor) {
    for (int i = tensor[0]; i < tensor[1]; i++) {
      values[i] *= factor;
    }
  }

  /** A computation of one entry from its own past. */
  interface Entry {
    double update(double gradient, int entry, int step);
  }

  /** Entries that do not know of each other; steps are counted from 1. */
  static Reference each(Entry entry) {
    int[] steps = {0};
    return (gradient, parameters) -> {
      steps[0]++;
      double[] update = new double[gradient.length];
      for (int i = 0; i < update.length; i++) {
        update[i] = entry.update(gradient[i], i, steps[0]);
      }
      return update;
    };
  }

  /** The rate. */
  static Reference rate(double rate) {
    return (gradient, parameters) -> times(gradient, rate);
  }

  /** Weight decay. */
  static Reference decay(double decay) {
    return (gradient, parameters) -> {
      double[] sum = gradient.clone();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += decay * parameters[i];
      }
      return sum;
    };
  }
}
