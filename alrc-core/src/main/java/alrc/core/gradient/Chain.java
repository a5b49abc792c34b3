package alrc.core.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.state.ParameterLayout;
import alrc.core.state.StateReader;
import alrc.core.state.StateWriter;
import java.util.List;

/** Rules that act one after another; an optimizer is such a chain. */
public record Chain(List<GradientRule> rules) implements GradientRule {
  public Chain {
    rules = List.copyOf(rules);
  }

  /** The rules in the order in which they act. */
  public static Chain of(GradientRule... rules) {
    return new Chain(List.of(rules));
  }

  @Override
  public boolean perExample() {
    return rules.stream().anyMatch(GradientRule::perExample);
  }

  @Override
  public double ahead() {
    return rules.stream().mapToDouble(GradientRule::ahead).max().orElse(0);
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(rules.stream().map(rule -> rule.start(layout, manager)).toList());
  }

  private record State(List<Running> running) implements Running {
    @Override
    public void apply(Gradients gradients) {
      for (Running rule : running) {
        rule.apply(gradients);
      }
    }

    @Override
    public void reset() {
      running.forEach(Running::reset);
    }

    @Override
    public void toKept(NDArray parameters) {
      running.forEach(rule -> rule.toKept(parameters));
    }

    @Override
    public void save(StateWriter out) {
      for (int i = 0; i < running.size(); i++) {
        running.get(i).save(out.inside("rule" + i));
      }
    }

    @Override
    public void restore(StateReader in) {
      for (int i = 0; i < running.size(); i++) {
        running.get(i).restore(in.inside("rule" + i));
      }
    }

    @Override
    public void close() {
      running.forEach(Running::close);
    }
  }
}
