package alrc.core.state;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The state of something that runs: arrays on the device and numbers on the host. What is named
 * when it is made is saved, restored and freed with the rest, so that nothing is forgotten.
 *
 * <p>Constants live on the device too: handing a number to the engine at every step costs more than
 * most arithmetic.
 */
public abstract class RunningState implements AutoCloseable {
  /** A whole number that changes from step to step. */
  public static final class Count {
    /** The number as it stands. */
    public long value;
  }

  /** A number that changes from step to step. */
  public static final class Real {
    /** The number as it stands. */
    public double value;

    private Real(double value) {
      this.value = value;
    }
  }

  private final NDManager manager;
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();
  private final Map<String, Count> counts = new LinkedHashMap<>();
  private final Map<String, Real> reals = new LinkedHashMap<>();

  /**
   * Begins with nothing.
   *
   * @param parent outlives this state, and has the device on which it lives
   */
  protected RunningState(NDManager parent) {
    this.manager = parent.newSubManager();
  }

  /** Owns what is made here, and is closed with this state. */
  protected final NDManager manager() {
    return manager;
  }

  /** An array of zeros that is part of the state; to be changed in place only. */
  protected final NDArray zeros(String name, Shape shape, DataType type) {
    return kept(name, manager.zeros(shape, type));
  }

  /** A float64 of shape (1) that is part of the state; to be changed in place only. */
  protected final NDArray scalar(String name, double start) {
    return kept(name, manager.create(new double[] {start}));
  }

  private NDArray kept(String name, NDArray array) {
    arrays.put(name, array);
    return array;
  }

  /** A count that is part of the state, 0 at first. */
  protected final Count count(String name) {
    Count count = new Count();
    counts.put(name, count);
    return count;
  }

  /** A number that is part of the state. */
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

  /** Hands over all that the next step depends on. */
  public void save(StateWriter out) {
    arrays.forEach(out::array);
    counts.forEach((name, count) -> out.whole(name, count.value));
    reals.forEach((name, real) -> out.number(name, real.value));
  }

  /** Takes over what {@link #save} handed over; the settings must be the same. */
  public void restore(StateReader in) {
    arrays.forEach(in::array);
    counts.forEach((name, count) -> count.value = in.whole(name));
    reals.forEach((name, real) -> real.value = in.number(name));
  }

  @Override
  public void close() {
    manager.close();
  }
}
