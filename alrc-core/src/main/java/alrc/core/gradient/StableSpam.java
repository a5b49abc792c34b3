package alrc.core.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;
import alrc.settings.Preset;
import alrc.settings.Range;

/**
 * StableSPAM: limits the largest entries of each tensor's gradient to their running mean, gives the
 * gradient a norm that changes slowly, and resets the optimizer's moments at intervals.
 *
 * <pre>
 *   A = running mean of max|g|, corrected for its start, that of this step included
 *   where |g_i| &gt; A: g_i ← g_i · A / max|g|
 *   n, s = running means of ‖g‖ and ‖g‖², corrected for their start
 *   g ← g / ‖g‖ · n / (sqrt(s) + ε)
 * </pre>
 *
 * <p>The second formula acts on every gradient; it has no limit under which it does nothing.
 * Source: Huang et al., "Stable-SPAM: how to train in 4-bit more stably than 16-bit Adam",
 * arXiv:2502.17055, section 3 and Algorithm 1.
 *
 * <p>Elsewhere: the authors' code sets the step count of the corrections of A, n and s to 1 at each
 * reset, but keeps their running means, so that A is a thousand times too large just after it and
 * nothing is clipped.
 *
 * @param peakDecay decay of the mean of max|g|, in [0, 1)
 * @param meanDecay decay of the mean of ‖g‖, in [0, 1)
 * @param squareDecay decay of the mean of ‖g‖², in [0, 1)
 * @param epsilon ε, ≥ 0
 * @param reset steps between two resets, ≥ 0; 0 resets nothing
 */
public record StableSpam(
    @Preset("0.999") double peakDecay,
    @Preset("0.7") double meanDecay,
    @Preset("0.9") double squareDecay,
    @Preset("1e-8") double epsilon,
    @Preset("1000") @Range(least = 0, most = Integer.MAX_VALUE) long reset)
    implements SurroundingRule {
  public StableSpam {
    Limits.decay("peak-decay", peakDecay);
    Limits.decay("mean-decay", meanDecay);
    Limits.decay("square-decay", squareDecay);
    Limits.notNegative("epsilon", epsilon);
    Limits.atLeast("reset", reset, 0);
  }

  @Override
  public boolean resetsMoments() {
    return reset > 0;
  }

  @Override
  public Running around(GradientRule optimizer, ParameterLayout layout, NDManager manager) {
    return new State(this, optimizer, layout, manager);
  }

  private static final class State extends AroundState {
    private final StableSpam settings;
    private final Partition tensors;
    private final NDArray one;
    private final NDArray peak;
    private final NDArray mean;
    private final NDArray square;
    private final Count steps = count("step");

    State(StableSpam settings, GradientRule optimizer, ParameterLayout layout, NDManager parent) {
      super(optimizer, layout, parent);
      this.settings = settings;
      this.tensors = Partition.tensors(layout, manager());
      this.one = constant(1);
      this.peak = zeros("peak", tensors.shape(), DataType.FLOAT64);
      this.mean = zeros("mean", tensors.shape(), DataType.FLOAT64);
      this.square = zeros("square", tensors.shape(), DataType.FLOAT64);
    }

    @Override
    public void apply(Gradients gradients) {
      if (settings.reset > 0 && steps.value > 0 && steps.value % settings.reset == 0) {
        optimizer().reset();
      }
      steps.value++;
      gradients.replace(normalised(clipped(gradients.flat())));
      optimizer().apply(gradients);
    }

    private NDArray clipped(NDArray gradient) {
      NDArray sizes = gradient.abs();
      NDArray largest = tensors.maxima(sizes).toType(DataType.FLOAT64, false);
      NDArray limits = follow(peak, largest, settings.peakDecay);
      NDArray over = sizes.gt(entries(limits, gradient));
      NDArray reduced = gradient.mul(entries(limits.div(largest), gradient));
      return NDArrays.where(over, reduced, gradient);
    }

    private NDArray normalised(NDArray gradient) {
      NDArray norms = tensors.norms(gradient).toType(DataType.FLOAT64, false);
      NDArray typical = follow(mean, norms, settings.meanDecay);
      NDArray spread = follow(square, norms.mul(norms), settings.squareDecay);
      NDArray factors = typical.div(spread.sqrt().addi(settings.epsilon)).divi(norms);
      return gradient.mul(entries(NDArrays.where(norms.gt(0), factors, one), gradient));
    }

    /** Updates a running mean and returns it corrected for its start. */
    private NDArray follow(NDArray average, NDArray values, double decay) {
      average.muli(decay).addi(values.mul(1 - decay));
      return average.div(1 - StrictMath.pow(decay, (double) steps.value));
    }

    private NDArray entries(NDArray perTensor, NDArray gradient) {
      return tensors.spread(perTensor.toType(gradient.getDataType(), false));
    }
  }
}
