package alrc.core.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.state.ParameterLayout;
import alrc.core.state.StateReader;
import alrc.core.state.StateWriter;

/** The state of a {@link SurroundingRule}, with that of its optimizer. */
public abstract class AroundState extends RuleState {
  private final GradientRule.Running optimizer;

  /** Starts the optimizer too. */
  protected AroundState(GradientRule optimizer, ParameterLayout layout, NDManager parent) {
    super(layout, parent);
    this.optimizer = optimizer.start(layout, parent);
  }

  /** The state of the optimizer. */
  protected final GradientRule.Running optimizer() {
    return optimizer;
  }

  @Override
  public void reset() {
    optimizer.reset();
  }

  @Override
  public void toKept(NDArray parameters) {
    optimizer.toKept(parameters);
  }

  @Override
  public void save(StateWriter out) {
    super.save(out);
    optimizer.save(out.inside("optimizer"));
  }

  @Override
  public void restore(StateReader in) {
    super.restore(in);
    optimizer.restore(in.inside("optimizer"));
  }

  @Override
  public void close() {
    optimizer.close();
    super.close();
  }
}
