package alrc.core.lossrule;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.state.RunningState;
import alrc.settings.Limits;
import alrc.settings.Preset;

/**
 * Fixed loss scaling: losses are multiplied by a factor before back-propagation and gradients
 * divided by it afterwards, so that small gradients do not vanish in narrow numbers. A power of two
 * changes no bit of a float32 training that neither overflows nor underflows.
 *
 * <p>Source: Micikevicius et al., "Mixed precision training", arXiv:1710.03740, section 3.2.
 *
 * @param factor finite, &gt; 0
 */
public record LossScale(@Preset(value = "1024", written = true) double factor) implements LossRule {
  public LossScale {
    Limits.positive("factor", factor);
  }

  @Override
  public Running start(NDManager manager) {
    return new State(factor, manager);
  }

  private static final class State extends RunningState implements Running {
    private final double factor;

    State(double factor, NDManager parent) {
      super(parent);
      this.factor = factor;
    }

    @Override
    public Verdict apply(NDArray losses) {
      return new Verdict(losses.onesLike(), null);
    }

    @Override
    public double scale() {
      return factor;
    }
  }
}
