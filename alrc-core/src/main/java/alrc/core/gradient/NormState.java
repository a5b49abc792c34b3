package alrc.core.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.state.HostReads;
import alrc.core.state.ParameterLayout;

/**
 * The state of a rule that limits the norm of the whole gradient to a limit which it learns from
 * the norms of earlier steps. Reads one number a step from the device.
 */
abstract class NormState extends RuleState {
  NormState(ParameterLayout layout, NDManager parent) {
    super(layout, parent);
  }

  /**
   * The limited norm; the state learns from the norm.
   *
   * @return at most {@code norm}; exactly {@code norm} if nothing is clipped
   */
  abstract double clipped(double norm);

  @Override
  public void apply(Gradients gradients) {
    NDArray flat = gradients.flat();
    double norm = HostReads.number(flat.norm());
    double limited = clipped(norm);
    if (limited < norm) {
      flat.muli(limited / norm);
    }
  }
}
