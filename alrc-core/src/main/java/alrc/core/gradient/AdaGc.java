package alrc.core.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.state.HostReads;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;
import alrc.settings.Preset;
import alrc.settings.Range;

/**
 * AdaGC: limits the gradient of each tensor to a multiple of the running mean of its clipped norms.
 *
 * <pre>
 *   the first 100 steps: g·min(1, 1 / ‖g‖) over all tensors; γ = the smallest clipped norm of each
 *   then: g·min(1, λγ / ‖g‖) tensor by tensor;  γ ← βγ + (1 − β)·(the clipped norm)
 * </pre>
 *
 * <p>Elsewhere: ports that average the norms before clipping; γ then follows the spikes that it
 * should limit.
 *
 * <p>Source: Wang et al., "AdaGC: improving training stability for large language model
 * pretraining", arXiv:2502.11034, Algorithm 1. Reads one number per tensor and step from the device
 * and keeps as many.
 *
 * @param factor λ, &gt; 0; ∞ switches it off after the start
 * @param decay β, in [0, 1)
 * @param warmup steps of the start, ≥ 1
 * @param warmupNorm the global norm of the start, &gt; 0; ∞ is none
 */
public record AdaGc(
    @Preset(value = "1.04", written = true) double factor,
    @Preset(value = "0.99", written = true) double decay,
    @Preset(value = "100", written = true) @Range(least = 1, most = Integer.MAX_VALUE) long warmup,
    @Preset(value = "1", written = true) double warmupNorm)
    implements GradientRule {
  public AdaGc {
    Limits.require(factor > 0, "factor", factor, "must be > 0 (.inf switches it off)");
    Limits.decay("decay", decay);
    Limits.atLeast("warmup", warmup, 1);
    Limits.require(warmupNorm > 0, "warmup-norm", warmupNorm, "must be > 0 (.inf is none)");
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(this, layout, manager);
  }

  private static final class State extends RuleState {
    private final AdaGc settings;
    private final Partition tensors;
    private final Count steps = count("step");
    private final Real[] typical;

    State(AdaGc settings, ParameterLayout layout, NDManager parent) {
      super(layout, parent);
      this.settings = settings;
      this.tensors = Partition.tensors(layout, manager());
      this.typical = new Real[tensors.units()];
      for (int i = 0; i < typical.length; i++) {
        typical[i] = real("typical" + i, Double.POSITIVE_INFINITY);
      }
    }

    @Override
    public void apply(Gradients gradients) {
      NDArray flat = gradients.flat();
      double[] norms = HostReads.numbers(tensors.norms(flat));
      double[] factors = steps.value < settings.warmup ? together(norms) : apart(norms);
      steps.value++;
      boolean inactive = true;
      for (double factor : factors) {
        inactive &= factor == 1;
      }
      if (!inactive) {
        NDArray each = flat.getManager().create(factors).toType(flat.getDataType(), false);
        flat.muli(tensors.spread(each));
      }
    }

    private double[] together(double[] norms) {
      double sum = 0;
      for (double norm : norms) {
        sum += norm * norm;
      }
      double factor = smaller(1, settings.warmupNorm / StrictMath.sqrt(sum));
      double[] factors = new double[norms.length];
      for (int i = 0; i < norms.length; i++) {
        factors[i] = factor;
        typical[i].value = Math.min(typical[i].value, norms[i] * factor);
      }
      return factors;
    }

    private double[] apart(double[] norms) {
      double[] factors = new double[norms.length];
      for (int i = 0; i < norms.length; i++) {
        double limit = settings.factor * typical[i].value;
        factors[i] = smaller(1, limit / norms[i]);
        double clipped = norms[i] > limit ? limit : norms[i];
        typical[i].value = settings.decay * typical[i].value + (1 - settings.decay) * clipped;
      }
      return factors;
    }

    /** The smaller; the first where the other is 0 / 0, as for a gradient of zeros. */
    private static double smaller(double one, double other) {
      return other < one ? other : one;
    }
  }
}
