package alrc.core.conformance;

import java.util.Arrays;

/** Optimizers with running means, as their papers say; without rate and weight decay. */
final class AdamReferences {
  private AdamReferences() {}

  /** Adam; largest: AMSGrad. */
  static Reference adam(double beta1, double beta2, double epsilon, boolean largest) {
    double[] m = new double[Reference.SIZE];
    double[] v = new double[Reference.SIZE];
    double[] most = new double[Reference.SIZE];
    int[] steps = {0};
    return new Reference() {
      @Override
      public double[] update(double[] g, double[] parameters) {
        steps[0]++;
        double[] update = new double[g.length];
        for (int i = 0; i < g.length; i++) {
          m[i] = beta1 * m[i] + (1 - beta1) * g[i];
          v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
          most[i] = Math.max(most[i], v[i]);
          double square = (largest ? most[i] : v[i]) / (1 - Math.pow(beta2, steps[0]));
          update[i] = m[i] / (1 - Math.pow(beta1, steps[0])) / (Math.sqrt(square) + epsilon);
        }
        return update;
      }

      @Override
      public void reset() {
        Arrays.fill(m, 0);
        Arrays.fill(v, 0);
        Arrays.fill(most, 0);
        steps[0] = 0;
      }
    };
  }

  static Reference adamax(double beta1, double beta2, double epsilon) {
    double[] m = new double[Reference.SIZE];
    double[] u = new double[Reference.SIZE];
    return Reference.each(
        (g, i, t) -> {
          m[i] = beta1 * m[i] + (1 - beta1) * g;
          u[i] = Math.max(beta2 * u[i], Math.abs(g) + epsilon);
          return m[i] / (1 - Math.pow(beta1, t)) / u[i];
        });
  }

  static Reference nadam(double beta1, double beta2, double epsilon, double decay) {
    double[] m = new double[Reference.SIZE];
    double[] v = new double[Reference.SIZE];
    double[] product = new double[Reference.SIZE];
    Arrays.fill(product, 1);
    return Reference.each(
        (g, i, t) -> {
          double now = beta1 * (1 - 0.5 * Math.pow(0.96, t * decay));
          double next = beta1 * (1 - 0.5 * Math.pow(0.96, (t + 1) * decay));
          product[i] *= now;
          m[i] = beta1 * m[i] + (1 - beta1) * g;
          v[i] = beta2 * v[i] + (1 - beta2) * g * g;
          double root = Math.sqrt(v[i] / (1 - Math.pow(beta2, t))) + epsilon;
          return ((1 - now) * g / (1 - product[i]) + next * m[i] / (1 - product[i] * next)) / root;
        });
  }

  static Reference lion(double beta1, double beta2) {
    double[] m = new double[Reference.SIZE];
    return Reference.each(
        (g, i, t) -> {
          double update = Math.signum(beta1 * m[i] + (1 - beta1) * g);
          m[i] = beta2 * m[i] + (1 - beta2) * g;
          return update;
        });
  }

  static Reference adopt(double beta1, double beta2, double epsilon, boolean clip) {
    double[] m = new double[Reference.SIZE];
    double[] v = new double[Reference.SIZE];
    return Reference.each(
        (g, i, t) -> {
          if (t == 1) {
            v[i] = g * g;
            return 0;
          }
          double scaled = g / Math.max(Math.sqrt(v[i]), epsilon);
          double limit = clip ? Math.pow(t - 1, 0.25) : Double.POSITIVE_INFINITY;
          m[i] = beta1 * m[i] + (1 - beta1) * Math.max(-limit, Math.min(limit, scaled));
          v[i] = beta2 * v[i] + (1 - beta2) * g * g;
          return m[i];
        });
  }

  /** Warm-up of T steps; 0 is none. */
  static Reference ademamix(
      double beta1, double beta2, double beta3, double alpha, int warmup, double epsilon) {
    double[] fast = new double[Reference.SIZE];
    double[] slow = new double[Reference.SIZE];
    double[] v = new double[Reference.SIZE];
    return Reference.each(
        (g, i, t) -> {
          double part = warmup == 0 ? 1 : Math.min(1, (double) t / warmup);
          double one = Math.log(beta1);
          double three = Math.log(beta3);
          double b3 = Math.min(Math.exp(one * three / ((1 - part) * three + part * one)), beta3);
          fast[i] = beta1 * fast[i] + (1 - beta1) * g;
          slow[i] = b3 * slow[i] + (1 - b3) * g;
          v[i] = beta2 * v[i] + (1 - beta2) * g * g;
          double mixed = fast[i] / (1 - Math.pow(beta1, t)) + part * alpha * slow[i];
          return mixed / (Math.sqrt(v[i] / (1 - Math.pow(beta2, t))) + epsilon);
        });
  }

  static Reference adashift(int lag, double beta1, double beta2, double epsilon) {
    double[][] history = new double[1000][];
    double[] v = new double[3];
    int[] steps = {0};
    return (gradient, parameters) -> {
      int t = ++steps[0];
      history[t] = gradient.clone();
      double[] update = new double[gradient.length];
      for (int k = 0; k < v.length && t > lag; k++) {
        double largest = 0;
        for (int i = Reference.TENSORS[k][0]; i < Reference.TENSORS[k][1]; i++) {
          largest = Math.max(largest, history[t - lag][i] * history[t - lag][i]);
        }
        v[k] = beta2 * v[k] + (1 - beta2) * largest;
        double root = Math.sqrt(v[k] / (1 - Math.pow(beta2, t - lag))) + epsilon;
        for (int i = Reference.TENSORS[k][0]; i < Reference.TENSORS[k][1]; i++) {
          double sum = 0;
          double weights = 0;
          for (int back = 0; back < lag; back++) {
            sum += Math.pow(beta1, back) * history[t - back][i];
            weights += Math.pow(beta1, back);
          }
          update[i] = sum / weights / root;
        }
      }
      return update;
    };
  }

  static Reference adai(double beta0, double beta2, double epsilon) {
    double[] m = new double[Reference.SIZE];
    double[] v = new double[Reference.SIZE];
    double[] product = new double[Reference.SIZE];
    Arrays.fill(product, 1);
    int[] steps = {0};
    return (gradient, parameters) -> {
      steps[0]++;
      double mean = 0;
      for (int i = 0; i < v.length; i++) {
        v[i] = beta2 * v[i] + (1 - beta2) * gradient[i] * gradient[i];
        mean += v[i] / v.length;
      }
      double[] update = new double[v.length];
      for (int i = 0; i < v.length; i++) {
        double beta1 = Math.max(0, Math.min(1 - epsilon, 1 - beta0 * v[i] / mean));
        product[i] *= beta1;
        m[i] = beta1 * m[i] + (1 - beta1) * gradient[i];
        update[i] = m[i] / (1 - product[i]);
      }
      return update;
    };
  }
}
