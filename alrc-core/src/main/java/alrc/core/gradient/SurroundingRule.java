package alrc.core.gradient;

import ai.djl.ndarray.NDManager;
import alrc.core.state.ParameterLayout;

/** A rule around an optimizer: it sees the gradient, and then what the optimizer makes of it. */
public interface SurroundingRule extends GradientRule {
  /**
   * Begins a run of the rule around an optimizer.
   *
   * @param optimizer makes the update, its rate included
   * @param layout the parameters on which they will act
   * @param manager owns both states, on its device, and outlives the run
   */
  Running around(GradientRule optimizer, ParameterLayout layout, NDManager manager);

  @Override
  default Running start(ParameterLayout layout, NDManager manager) {
    return around(Chain.of(), layout, manager);
  }

  @Override
  default GradientRule before(GradientRule next) {
    return new Around(this, next);
  }

  /** The rule and the optimizer. */
  record Around(SurroundingRule settings, GradientRule optimizer) implements GradientRule {
    @Override
    public boolean perExample() {
      return optimizer.perExample();
    }

    @Override
    public double ahead() {
      return optimizer.ahead();
    }

    @Override
    public Running start(ParameterLayout layout, NDManager manager) {
      return settings.around(optimizer, layout, manager);
    }
  }
}
