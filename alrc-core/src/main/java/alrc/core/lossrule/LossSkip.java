package alrc.core.lossrule;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import alrc.core.state.HostReads;
import alrc.core.state.RunningState;
import alrc.settings.Limits;
import alrc.settings.Preset;

/**
 * Loss skipping: a step whose mean loss is over μ1 + n·σ is not applied at all. All losses of such
 * a step count as clipped. All mean losses update the moments, those of skipped steps too, so that
 * the rule accepts a lasting change in the end.
 *
 * <p>Source: Chowdhery et al., "PaLM: scaling language modeling with pathways", arXiv:2204.02311,
 * section 5.1, where batches around a spike were skipped by hand; the criterion is that of {@link
 * Alrc}. Reads one number a step from the device.
 *
 * @param deviations n, ≥ 0; ∞ switches it off
 * @param decay of both moments, in [0, 1)
 * @param epsilon added to the variance, ≥ 0
 * @param start the first moments
 */
public record LossSkip(
    @Preset(value = "3", written = true) double deviations,
    @Preset(value = "0.999", written = true) double decay,
    @Preset(value = "1e-8", written = true) double epsilon,
    @Preset(value = "measured", written = true) AlrcStart start)
    implements LossRule {
  public LossSkip {
    Limits.require(
        deviations >= 0, "deviations", deviations, "must be >= 0 (.inf switches it off)");
    Limits.decay("decay", decay);
    Limits.notNegative("epsilon", epsilon);
  }

  @Override
  public Running start(NDManager manager) {
    return Double.isInfinite(deviations) ? new NoRule.Unclipped() : new State(this, false, manager);
  }

  @Override
  public LossRule withoutClipping() {
    return new LossSkip(Double.POSITIVE_INFINITY, decay, epsilon, start);
  }

  @Override
  public LossRule acting() {
    return Double.isInfinite(deviations) ? new NoRule() : this;
  }

  /** Judges losses by their running moments; a step over the limit is not applied. */
  static final class State extends RunningState implements Running {
    private final LossSkip settings;
    private final boolean goesBack;
    private final Count measured = count("measured");
    private final Real mean = real("mean", 0);
    private final Real square = real("square", 0);
    private boolean skipping;

    State(LossSkip settings, boolean goesBack, NDManager parent) {
      super(parent);
      this.settings = settings;
      this.goesBack = goesBack;
      if (settings.start instanceof AlrcStart.Given given) {
        mean.value = given.mean();
        square.value = given.square();
      }
    }

    @Override
    public Verdict apply(NDArray losses) {
      double loss = HostReads.number(losses.mean());
      skipping = false;
      if (settings.start instanceof AlrcStart.Measured
          && measured.value < AlrcStart.Measured.ITERATIONS) {
        measure(loss);
        return new Verdict(losses.onesLike(), null);
      }
      double variance = Math.max(square.value - mean.value * mean.value, 0);
      double limit =
          mean.value + settings.deviations * StrictMath.sqrt(variance + settings.epsilon);
      skipping = loss > limit;
      mean.value = settings.decay * mean.value + (1 - settings.decay) * loss;
      square.value = settings.decay * square.value + (1 - settings.decay) * loss * loss;
      if (!skipping) {
        return new Verdict(losses.onesLike(), null);
      }
      NDManager scope = losses.getManager();
      NDArray all = scope.ones(new Shape(losses.getShape().get(0)), DataType.FLOAT32);
      return new Verdict(losses.onesLike(), scope.create(new double[] {limit}), all);
    }

    private void measure(double loss) {
      mean.value += loss;
      square.value += loss * loss;
      measured.value++;
      if (measured.value == AlrcStart.Measured.ITERATIONS) {
        double factor = AlrcStart.Measured.FACTOR;
        mean.value *= factor / AlrcStart.Measured.ITERATIONS;
        square.value *= factor * factor / AlrcStart.Measured.ITERATIONS;
      }
    }

    @Override
    public boolean rewinds() {
      return goesBack && skipping;
    }

    @Override
    public boolean accepts(NDArray gradient) {
      return !skipping;
    }
  }
}
