package alrc.core.gradient;

import ai.djl.ndarray.NDManager;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;

/**
 * Clamps every entry to [−c, c].
 *
 * <p>Source: Mikolov, "Statistical language models based on neural networks", PhD thesis, Brno
 * 2012.
 *
 * <p>Elsewhere: code that clamps a copy of the gradient, and never writes it back, does nothing.
 *
 * @param limit c, &gt; 0
 */
public record ClipByValue(double limit) implements GradientRule {
  public ClipByValue {
    Limits.positive("limit", limit);
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(limit, layout, manager);
  }

  private static final class State extends RuleState {
    private final double limit;

    State(double limit, ParameterLayout layout, NDManager parent) {
      super(layout, parent);
      this.limit = limit;
    }

    @Override
    public void apply(Gradients gradients) {
      gradients.replace(gradients.flat().clip(-limit, limit));
    }
  }
}
