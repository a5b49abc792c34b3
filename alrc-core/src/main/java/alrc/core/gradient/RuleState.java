package alrc.core.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import alrc.core.state.ParameterLayout;
import alrc.core.state.RunningState;

/** The state of a gradient rule: vectors as long as the parameters, and numbers. */
public abstract class RuleState extends RunningState implements GradientRule.Running {
  private final ParameterLayout layout;

  /** Makes a state without vectors or numbers, whose device is the parent's. */
  protected RuleState(ParameterLayout layout, NDManager parent) {
    super(parent);
    this.layout = layout;
  }

  /** Zeros, one for each parameter, that belong to the state. */
  protected final NDArray vector(String name) {
    return zeros(name, new Shape(layout.size()), layout.type());
  }

  /** Copies values into a vector of the state, on the device. */
  protected static void put(NDArray values, NDArray vector) {
    vector.subi(vector).addi(values);
  }
}
