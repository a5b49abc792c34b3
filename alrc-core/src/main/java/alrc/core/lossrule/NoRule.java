package alrc.core.lossrule;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.state.StateReader;
import alrc.core.state.StateWriter;

/** Does not change any loss. */
public record NoRule() implements LossRule {
  @Override
  public Running start(NDManager manager) {
    return new Unclipped();
  }

  /** Every factor is one, nothing is limited. */
  static final class Unclipped implements Running {
    @Override
    public Verdict apply(NDArray losses) {
      return new Verdict(losses.onesLike(), null);
    }

    @Override
    public void save(StateWriter out) {
      // has no state
    }

    @Override
    public void restore(StateReader in) {
      // has no state
    }

    @Override
    public void close() {
      // has no state
    }
  }
}
