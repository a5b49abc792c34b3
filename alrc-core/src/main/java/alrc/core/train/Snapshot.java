package alrc.core.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import alrc.core.gradient.GradientRule;
import alrc.core.state.StateReader;
import alrc.core.state.StateWriter;

/** What a training can go back to: parameters, buffers and optimizer after some step. */
final class Snapshot {
  private static final NDIndex ALL = new NDIndex(":");

  private final StateReader saved;

  private Snapshot(StateReader saved) {
    this.saved = saved;
  }

  /** Copies the present state of a member of a stack; waits for the device. */
  static Snapshot of(Stack stack, int slot, GradientRule.Running optimizer) {
    StateWriter out = new StateWriter();
    out.floats("parameters", stack.row(slot).toFloatArray());
    out.floats("buffers", stack.buffers(slot));
    optimizer.save(out.inside("optimizer"));
    return new Snapshot(StateReader.of(out.bytes()));
  }

  /** The snapshot of a checkpoint. */
  static Snapshot from(StateReader in) {
    return new Snapshot(in);
  }

  void save(StateWriter out) {
    saved.copyTo(out);
  }

  /** Gives a member of a stack the state of the snapshot. */
  void restore(Stack stack, int slot, GradientRule.Running optimizer) {
    NDArray row = stack.row(slot);
    try (NDManager manager = row.getManager().newSubManager()) {
      float[] parameters = saved.floats("parameters", Math.toIntExact(row.size()));
      row.set(ALL, manager.create(parameters));
    }
    stack.buffers(slot, saved.floats("buffers", stack.bufferSize()));
    optimizer.restore(saved.inside("optimizer"));
  }
}
