package alrc.core.lossrule;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import alrc.core.state.RunningState;
import alrc.settings.Limits;
import alrc.settings.Preset;

/**
 * Huberisation: a loss L over a threshold h becomes sqrt(h·L), whose gradient is ½·sqrt(h / L)
 * times that of L. It limits no loss, so no loss counts as clipped.
 *
 * <p>Source: Ede and Beanland, "Adaptive learning rate clipping stabilizes learning", doi
 * 10.1088/2632-2153/ab81e2, equation 7: min(L, sqrt(h·L)).
 *
 * @param threshold h, &gt; 0; ∞ switches it off
 * @param form the formula for a loss over the threshold
 */
public record Huber(
    @Preset(value = "1", written = true) double threshold,
    @Preset(value = "continuous", written = true) Form form)
    implements LossRule {
  /** The formula for a loss over the threshold. */
  public enum Form {
    /** sqrt(h·L), equal to L at L = h. */
    CONTINUOUS,
    /** sqrt(L), which falls from h to sqrt(h) at L = h: the authors' CIFAR-10 scripts. */
    PUBLISHED
  }

  public Huber {
    Limits.require(threshold > 0, "threshold", threshold, "must be > 0 (.inf switches it off)");
  }

  @Override
  public Running start(NDManager manager) {
    return Double.isInfinite(threshold) ? new NoRule.Unclipped() : new State(this, manager);
  }

  @Override
  public LossRule acting() {
    return Double.isInfinite(threshold) ? new NoRule() : this;
  }

  private static final class State extends RunningState implements Running {
    private final NDArray threshold;
    private final NDArray inside;
    private final NDArray half;
    private final NDArray one;

    State(Huber settings, NDManager parent) {
      super(parent);
      this.threshold = constant(settings.threshold);
      this.inside = constant(settings.form == Form.CONTINUOUS ? settings.threshold : 1);
      this.half = constant(0.5);
      this.one = constant(1);
    }

    @Override
    public Verdict apply(NDArray losses) {
      NDArray slope = inside.div(losses).sqrt().muli(half);
      NDArray factors = NDArrays.where(losses.gt(threshold), slope, one);
      return new Verdict(factors.toType(losses.getDataType(), false), null);
    }

    @Override
    public NDArray values(NDArray losses, Verdict verdict) {
      NDArray roots = losses.mul(inside).sqrt();
      return NDArrays.where(losses.gt(threshold), roots, losses);
    }
  }
}
