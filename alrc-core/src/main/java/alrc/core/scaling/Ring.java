package alrc.core.scaling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;

/** The state of a rule that keeps squares of its latest steps; the mean of them is exact. */
abstract class Ring extends MomentState {
  static final int MOST = 100;

  private final Count steps = count("step");

  Ring(ParameterLayout layout, NDManager parent) {
    super(layout, parent);
  }

  static void check(double rho, long window, double epsilon) {
    Limits.require(rho >= 0 && rho <= 1, "rho", rho, "must be in [0, 1]");
    Limits.require(
        window >= 1 && window <= MOST, "window", window, "must be from 1 to " + MOST + " steps");
    Limits.notNegative("epsilon", epsilon);
  }

  /** Room for the squares of the latest steps. */
  final NDArray[] room(String name, long window) {
    NDArray[] room = new NDArray[(int) window];
    for (int i = 0; i < room.length; i++) {
      room[i] = vector(name + i);
    }
    return room;
  }

  /** ρ · mean of the squares in a room + (1 − ρ) · new squares; the mean of none is 0. */
  final NDArray mixed(NDArray[] room, double rho, NDArray squares) {
    NDArray sum = room[0].duplicate();
    for (int i = 1; i < room.length; i++) {
      sum.addi(room[i]);
    }
    long filled = Math.max(1, Math.min(steps.value, room.length));
    return sum.muli(rho / filled).addi(squares.mul(1 - rho));
  }

  /** Puts new squares in the place of the oldest. */
  final void keep(NDArray[] room, NDArray squares) {
    put(squares, room[(int) (steps.value % room.length)]);
  }

  /** Ends the step. */
  final void next() {
    steps.value++;
  }
}
