package alrc.core.checkpoint;

import ai.djl.ndarray.NDArray;

/**
 * Takes the state of something that runs, piece by piece, so that it can go on elsewhere as if it
 * had never stopped. A name is used once in a scope.
 */
public interface StateWriter {
  /** Takes an array of any shape, float32, float64 or int64; waits for its device. */
  void array(String name, NDArray values);

  /** Takes a whole number. */
  void whole(String name, long value);

  /** Takes a number, to the bit. */
  void number(String name, double value);

  /** A scope of its own for the names of a part. */
  StateWriter inside(String part);
}
