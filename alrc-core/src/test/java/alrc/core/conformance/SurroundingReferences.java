package alrc.core.conformance;

import static alrc.core.conformance.Reference.norm;
import static alrc.core.conformance.Reference.scale;

import java.util.Arrays;

/** Rules around an optimizer, as their papers say. */
final class SurroundingReferences {
  private SurroundingReferences() {}

  static Reference spam(
      double threshold, double decay, int grace, int reset, int warmup, Reference optimizer) {
    double[] v = new double[Reference.SIZE];
    int[] steps = {0};
    return (gradient, parameters) -> {
      int since = steps[0] % reset;
      boolean again = steps[0] >= reset;
      if (since == 0 && again) {
        optimizer.reset();
        Arrays.fill(v, 0);
      }
      steps[0]++;
      double[] clipped = gradient.clone();
      for (int i = 0; i < v.length; i++) {
        if (steps[0] % reset >= grace && gradient[i] * gradient[i] > threshold * v[i]) {
          clipped[i] = Math.signum(gradient[i]) * Math.sqrt(threshold * v[i]);
        }
        v[i] = decay * v[i] + (1 - decay) * clipped[i] * clipped[i];
      }
      double factor =
          again && since < warmup ? 1 - 0.99 * (1 + Math.cos(Math.PI * since / warmup)) / 2 : 1;
      return Reference.times(optimizer.update(clipped, parameters), factor);
    };
  }

  /** γ1 = 0.7, γ2 = 0.9 and γ3 = 0.999 of the paper. */
  static Reference stableSpam(int reset, Reference optimizer) {
    double[] peak = new double[3];
    double[] mean = new double[3];
    double[] square = new double[3];
    int[] steps = {0};
    return (gradient, parameters) -> {
      if (steps[0] > 0 && steps[0] % reset == 0) {
        optimizer.reset();
      }
      int t = ++steps[0];
      double[] made = gradient.clone();
      for (int k = 0; k < 3; k++) {
        int[] tensor = Reference.TENSORS[k];
        double largest = 0;
        for (int i = tensor[0]; i < tensor[1]; i++) {
          largest = Math.max(largest, Math.abs(gradient[i]));
        }
        peak[k] = 0.999 * peak[k] + 0.001 * largest;
        double limit = peak[k] / (1 - Math.pow(0.999, t));
        for (int i = tensor[0]; i < tensor[1]; i++) {
          made[i] = Math.abs(gradient[i]) > limit ? gradient[i] * limit / largest : gradient[i];
        }
        double norm = norm(made, tensor[0], tensor[1]);
        mean[k] = 0.7 * mean[k] + 0.3 * norm;
        square[k] = 0.9 * square[k] + 0.1 * norm * norm;
        double n = mean[k] / (1 - Math.pow(0.7, t));
        double s = square[k] / (1 - Math.pow(0.9, t));
        scale(made, tensor, n / (Math.sqrt(s) + 1e-8) / norm);
      }
      return optimizer.update(made, parameters);
    };
  }

  /** Acts on what an optimizer makes, before its rate. */
  static Reference updateRms(double limit) {
    return (update, parameters) -> {
      double[] clipped = update.clone();
      for (int[] tensor : Reference.TENSORS) {
        double rms = norm(update, tensor[0], tensor[1]) / Math.sqrt(tensor[1] - tensor[0]);
        scale(clipped, tensor, 1 / Math.max(1, rms / limit));
      }
      return clipped;
    };
  }

  /** Acts on the move that an optimizer makes. */
  static Reference clippy(double relative, double absolute) {
    return (move, parameters) -> {
      double[] clipped = move.clone();
      for (int[] tensor : Reference.TENSORS) {
        double factor = 1;
        for (int i = tensor[0]; i < tensor[1]; i++) {
          double limit = relative * Math.abs(parameters[i]) + absolute;
          factor = Math.min(factor, limit / Math.abs(move[i]));
        }
        scale(clipped, tensor, factor);
      }
      return clipped;
    };
  }

  static Reference cprop(double decay, double confidence, double epsilon, Reference optimizer) {
    double[] m = new double[Reference.SIZE];
    double[] v = new double[Reference.SIZE];
    int[] steps = {0};
    return (gradient, parameters) -> {
      double weight = 1 - Math.pow(decay, ++steps[0]);
      double n = weight / (1 - decay);
      double[] factors = new double[m.length];
      for (int i = 0; i < m.length; i++) {
        m[i] = decay * m[i] + (1 - decay) * gradient[i];
        v[i] = decay * v[i] + (1 - decay) * gradient[i] * gradient[i];
        double mean = m[i] / weight;
        double spread = Math.max(v[i] / weight - mean * mean, 0);
        double error = Math.sqrt(spread / (n - 1 + epsilon)) + epsilon;
        factors[i] = Math.min(1, confidence * erf(Math.abs(mean / error) / Math.sqrt(2)));
      }
      double[] update = optimizer.update(gradient, parameters);
      for (int i = 0; i < update.length; i++) {
        update[i] *= factors[i];
      }
      return update;
    };
  }

  /** The series of Abramowitz and Stegun, 7.1.6, whose terms are all positive; x ≥ 0. */
  private static double erf(double x) {
    if (x > 6) {
      return 1;
    }
    double term = x;
    double sum = x;
    for (int n = 1; term > 1e-18 * sum; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }

  static Reference stableRate(double beta2, double epsilon, boolean after, Reference optimizer) {
    double[] v = new double[Reference.SIZE];
    int[] steps = {0};
    return (gradient, parameters) -> {
      double[] seen = gradient.clone();
      double[] before = v.clone();
      for (int i = 0; i < v.length; i++) {
        v[i] = beta2 * v[i] + (1 - beta2) * gradient[i] * gradient[i];
      }
      int t = after ? steps[0] + 1 : steps[0];
      double[] used = after ? v : before;
      steps[0]++;
      double[] update = optimizer.update(gradient, parameters);
      for (int[] tensor : Reference.TENSORS) {
        double sum = 0;
        for (int i = tensor[0]; i < tensor[1]; i++) {
          double corrected = used[i] / (1 - Math.pow(beta2, t));
          sum += seen[i] * seen[i] / Math.max(corrected, epsilon * epsilon);
        }
        double rms = Math.sqrt(sum / (tensor[1] - tensor[0]));
        scale(update, tensor, t == 0 ? 1 : 1 / Math.max(1, rms));
      }
      return update;
    };
  }
}
