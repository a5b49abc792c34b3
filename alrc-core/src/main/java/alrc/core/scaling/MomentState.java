package alrc.core.scaling;

import ai.djl.ndarray.NDManager;
import alrc.core.gradient.RuleState;
import alrc.core.state.ParameterLayout;

/** The state of an optimizer's rule: all of it is learned from gradients. */
abstract class MomentState extends RuleState {
  MomentState(ParameterLayout layout, NDManager parent) {
    super(layout, parent);
  }

  @Override
  public void reset() {
    restart();
  }
}
