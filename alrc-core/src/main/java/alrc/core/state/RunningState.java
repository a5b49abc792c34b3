package alrc.core.state;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The state of a rule during a trial: arrays on the device and numbers on the host. All that is
 * made with a name is saved, restored and freed together, so that nothing is forgotten.
 *
 * <p>Constants are on the device too: passing a number to the engine at every step costs more than
 * most arithmetic.
 */
public abstract class RunningState implements AutoCloseable {
  /** A whole number that changes from step to step. */
  public static final class Count {
    /** The current number. */
    public long value;
  }

  /** A number that changes from step to step. */
  public static final class Real {
    /** The current number. */
    public double value;

    private final double start;

    private Real(double start) {
      this.value = start;
      this.start = start;
    }
  }

  private static final NDIndex ALL = new NDIndex(":");

  private final NDManager manager;
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();
  private final Map<String, Count> counts = new LinkedHashMap<>();
  private final Map<String, Real> reals = new LinkedHashMap<>();

  /**
   * Makes a state without arrays or numbers.
   *
   * @param parent outlives this state, whose device is the parent's
   */
  protected RunningState(NDManager parent) {
    this.manager = parent.newSubManager();
  }

  /** Owns the arrays of this state and is closed with it. */
  protected final NDManager manager() {
    return manager;
  }

  /** An array of zeros that belongs to the state and is changed in place only. */
  protected final NDArray zeros(String name, Shape shape, DataType type) {
    return kept(name, manager.zeros(shape, type));
  }

  /** A float64 of shape (1) that belongs to the state and is changed in place only. */
  protected final NDArray scalar(String name, double start) {
    return kept(name, manager.create(new double[] {start}));
  }

  private NDArray kept(String name, NDArray array) {
    arrays.put(name, array);
    return array;
  }

  /** A count that belongs to the state, 0 at first. */
  protected final Count count(String name) {
    Count count = new Count();
    counts.put(name, count);
    return count;
  }

  /** A number that belongs to the state. */
  protected final Real real(String name, double start) {
    Real real = new Real(start);
    reals.put(name, real);
    return real;
  }

  /**
   * A float64 of shape () that never changes; an operation with float32 arrays gives float32. Not
   * saved.
   */
  protected final NDArray constant(double value) {
    return manager.create(value);
  }

  /** Saves all that the next step depends on. */
  public void save(StateWriter out) {
    arrays.forEach(out::array);
    counts.forEach((name, count) -> out.whole(name, count.value));
    reals.forEach((name, real) -> out.number(name, real.value));
  }

  /** Restores what {@link #save} saved; the settings must be the same. */
  public void restore(StateReader in) {
    arrays.forEach(in::array);
    counts.forEach((name, count) -> count.value = in.whole(name));
    reals.forEach((name, real) -> real.value = in.number(name));
  }

  /**
   * Goes back to the state before the first step. All arrays must have been made by {@link #zeros}.
   */
  protected final void restart() {
    arrays.values().forEach(RunningState::clear);
    counts.values().forEach(count -> count.value = 0);
    reals.values().forEach(real -> real.value = real.start);
  }

  /** Sets an array of the state to zero, infinities too. */
  protected static void clear(NDArray array) {
    array.set(ALL, 0);
  }

  @Override
  public void close() {
    manager.close();
  }
}
