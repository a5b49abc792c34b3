package alrc.core.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import alrc.core.state.HostReads;
import alrc.core.state.ParameterLayout;
import alrc.core.state.StateReader;
import alrc.core.state.StateWriter;
import alrc.settings.Limits;
import alrc.settings.Preset;
import java.util.Arrays;

/**
 * AutoClip: reduces gradient norms to a percentile of all norms so far, with the latest.
 *
 * <p>Percentiles between two norms are interpolated linearly. Source: Seetharaman et al.,
 * "AutoClip: adaptive gradient clipping for source separation networks", arXiv:2007.14469, equation
 * 3. Reads one number a step from the device; its state grows by eight bytes a step.
 *
 * @param percentile p, from 0 to 100; 100 clips nothing
 */
public record AutoClip(@Preset(value = "10", written = true) double percentile)
    implements GradientRule {
  public AutoClip {
    Limits.require(
        percentile >= 0 && percentile <= 100, "percentile", percentile, "must be from 0 to 100");
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(this, layout, manager);
  }

  private static final class State extends NormState {
    private final double fraction;
    private final Count steps = count("step");
    private double[] sorted = new double[1024];

    State(AutoClip settings, ParameterLayout layout, NDManager parent) {
      super(layout, parent);
      this.fraction = settings.percentile / 100;
    }

    @Override
    double clipped(double norm) {
      insert(norm);
      double place = fraction * (steps.value - 1);
      int below = (int) place;
      int above = Math.min(below + 1, (int) steps.value - 1);
      double limit = sorted[below] + (place - below) * (sorted[above] - sorted[below]);
      return Math.min(norm, limit);
    }

    private void insert(double norm) {
      int size = Math.toIntExact(steps.value);
      if (size == sorted.length) {
        sorted = Arrays.copyOf(sorted, 2 * size);
      }
      int found = Arrays.binarySearch(sorted, 0, size, norm);
      int at = found < 0 ? -found - 1 : found;
      System.arraycopy(sorted, at, sorted, at + 1, size - at);
      sorted[at] = norm;
      steps.value++;
    }

    @Override
    public void save(StateWriter out) {
      super.save(out);
      if (steps.value > 0) {
        double[] history = Arrays.copyOf(sorted, (int) steps.value);
        try (NDArray norms = manager().create(history)) {
          out.array("norms", norms);
        }
      }
    }

    @Override
    public void restore(StateReader in) {
      super.restore(in);
      int size = Math.toIntExact(steps.value);
      sorted = new double[Math.max(1024, size)];
      if (size > 0) {
        try (NDArray norms = manager().zeros(new Shape(size), DataType.FLOAT64)) {
          in.array("norms", norms);
          System.arraycopy(HostReads.numbers(norms), 0, sorted, 0, size);
        }
      }
    }
  }
}
