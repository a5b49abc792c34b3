package alrc.core.conformance;

import static alrc.core.conformance.Reference.norm;
import static alrc.core.conformance.Reference.scale;
import static alrc.core.conformance.Reference.times;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rules that reduce a gradient, as their papers say. */
final class ClippingReferences {
  private ClippingReferences() {}

  /** A norm of the whole gradient becomes another one. */
  interface Limit {
    double limited(double norm);
  }

  static Reference whole(Limit limit) {
    return (gradient, parameters) -> {
      double norm = norm(gradient);
      return times(gradient, limit.limited(norm) / norm);
    };
  }

  /** The norm of each tensor becomes another one. */
  interface TensorLimit {
    double limited(double norm, int tensor);
  }

  static Reference apart(TensorLimit limit) {
    return (gradient, parameters) -> {
      double[] clipped = gradient.clone();
      for (int t = 0; t < Reference.TENSORS.length; t++) {
        double norm = norm(gradient, Reference.TENSORS[t][0], Reference.TENSORS[t][1]);
        scale(clipped, Reference.TENSORS[t], limit.limited(norm, t) / norm);
      }
      return clipped;
    };
  }

  static Reference value(double limit) {
    return Reference.each((g, i, t) -> Math.max(-limit, Math.min(limit, g)));
  }

  /** Units: two rows of the first tensor, the vector; the final weights are exempt. */
  static Reference agc(double fraction, double floor) {
    int[][] units = {{0, 2}, {2, 4}, {4, 6}};
    return (gradient, parameters) -> {
      double[] clipped = gradient.clone();
      for (int[] unit : units) {
        double limit = fraction * Math.max(norm(parameters, unit[0], unit[1]), floor);
        scale(clipped, unit, Math.min(1, limit / norm(gradient, unit[0], unit[1])));
      }
      return clipped;
    };
  }

  static Reference autoClip(double percentile) {
    List<Double> history = new ArrayList<>();
    return whole(
        norm -> {
          history.add(norm);
          double[] sorted = history.stream().mapToDouble(x -> x).sorted().toArray();
          double place = percentile / 100 * (sorted.length - 1);
          int below = (int) Math.floor(place);
          int above = (int) Math.ceil(place);
          double limit = sorted[below] + (place - below) * (sorted[above] - sorted[below]);
          return Math.min(norm, limit);
        });
  }

  static Reference zclip(double z0, double decay, boolean percentile, boolean skip) {
    List<Double> first = new ArrayList<>();
    double[] state = new double[2];
    return whole(
        norm -> {
          if (first.size() < 25) {
            first.add(norm);
            double mean = first.stream().mapToDouble(x -> x).average().orElseThrow();
            state[0] = mean;
            state[1] =
                first.stream().mapToDouble(x -> (x - mean) * (x - mean)).average().orElseThrow();
            return norm;
          }
          double sigma = Math.sqrt(state[1]);
          double z = (norm - state[0]) / (sigma + 1e-6);
          boolean spike = z > z0;
          double limited = spike ? state[0] + (percentile ? z0 : z0 * z0 / z) * sigma : norm;
          if (!spike || !skip) {
            state[0] = decay * state[0] + (1 - decay) * limited;
            double off = limited - state[0];
            state[1] = decay * state[1] + (1 - decay) * off * off;
          }
          return limited;
        });
  }

  static Reference quantile(double quantile, double gain, double start) {
    double[] limit = {start};
    return whole(
        norm -> {
          double limited = Math.min(norm, limit[0]);
          limit[0] *= Math.exp(-gain * ((norm <= limit[0] ? 1 : 0) - quantile));
          return limited;
        });
  }

  static Reference adaGc(double factor, double decay, int warmup, double warmupNorm) {
    double[] typical = new double[Reference.TENSORS.length];
    Arrays.fill(typical, Double.POSITIVE_INFINITY);
    int[] steps = {0};
    Reference together =
        (gradient, parameters) -> {
          double[] clipped = times(gradient, Math.min(1, warmupNorm / norm(gradient)));
          for (int t = 0; t < typical.length; t++) {
            int[] tensor = Reference.TENSORS[t];
            typical[t] = Math.min(typical[t], norm(clipped, tensor[0], tensor[1]));
          }
          return clipped;
        };
    Reference apart =
        apart(
            (norm, t) -> {
              double limited = Math.min(norm, factor * typical[t]);
              typical[t] = decay * typical[t] + (1 - decay) * limited;
              return limited;
            });
    return (gradient, parameters) ->
        (steps[0]++ < warmup ? together : apart).update(gradient, parameters);
  }

  static Reference percentile(int percentile, int window) {
    List<List<Double>> rings = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    return apart(
        (norm, t) -> {
          List<Double> ring = rings.get(t);
          while (ring.size() < window) {
            ring.add(norm * norm);
          }
          ring.remove(0);
          ring.add(norm * norm);
          double[] sorted = ring.stream().mapToDouble(x -> x).sorted().toArray();
          return Math.min(norm, Math.sqrt(sorted[percentile * window / 100]));
        });
  }
}
