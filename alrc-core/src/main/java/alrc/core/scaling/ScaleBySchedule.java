package alrc.core.scaling;

import ai.djl.ndarray.NDManager;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.Gradients;
import alrc.core.schedule.Course;
import alrc.core.state.ParameterLayout;
import alrc.core.state.StateReader;
import alrc.core.state.StateWriter;

/** Multiplies by the value of a schedule, such as the learning rate. */
public record ScaleBySchedule(Course rate) implements GradientRule {
  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(rate);
  }

  private static final class State implements Running {
    private final Course rate;
    private long step;

    State(Course rate) {
      this.rate = rate;
    }

    @Override
    public void apply(Gradients gradients) {
      gradients.flat().muli(rate.at(step));
      step++;
    }

    @Override
    public void save(StateWriter out) {
      out.whole("step", step);
    }

    @Override
    public void restore(StateReader in) {
      step = in.whole("step");
    }

    @Override
    public void close() {
      // has nothing to close
    }
  }
}
