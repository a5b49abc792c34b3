package alrc.core.checkpoint;

import ai.djl.ndarray.NDArray;

/**
 * Gives back what a {@link StateWriter} took. A piece that is not there, or is of another type or
 * shape, is refused: the checkpoint belongs to something else.
 */
public interface StateReader {
  /** Overwrites an array of the same type and shape. */
  void array(String name, NDArray into);

  /** Gives back a whole number. */
  long whole(String name);

  /** Gives back a number. */
  double number(String name);

  /** The scope of a part. */
  StateReader inside(String part);
}
