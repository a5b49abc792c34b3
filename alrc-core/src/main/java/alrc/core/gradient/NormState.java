package alrc.core.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import alrc.core.state.ParameterLayout;

/**
 * The state of a rule that holds the norm of the whole gradient to a limit which it learns from the
 * norms of earlier steps. Reads one number a step from the device.
 */
abstract class NormState extends RuleState {
  NormState(ParameterLayout layout, NDManager parent) {
    super(layout, parent);
  }

  /**
   * What a norm is cut down to; learns from it.
   *
   * @return at most {@code norm}; that very number where nothing is to be clipped
   */
  abstract double clipped(double norm);

  @Override
  public void apply(Gradients gradients) {
    NDArray flat = gradients.flat();
    double norm = flat.norm().toType(DataType.FLOAT64, false).getDouble();
    double held = clipped(norm);
    if (held < norm) {
      flat.muli(held / norm);
    }
  }
}
