package alrc.core.state;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Collects the state of a trial for a checkpoint, which is a sealed {@link TensorFile}: arrays are
 * its arrays, numbers and texts are its texts. A name is used once in a scope.
 */
public final class StateWriter {
  private final TensorFile file;
  private final String scope;

  /** A writer that has nothing yet. */
  public StateWriter() {
    this(new TensorFile(), "");
  }

  private StateWriter(TensorFile file, String scope) {
    this.file = file;
    this.scope = scope;
  }

  /**
   * A writer that has all that a file contains.
   *
   * @throws UnusableStateException if the file is damaged or not a checkpoint
   */
  public static StateWriter from(byte[] bytes) {
    return new StateWriter(TensorFileReader.readSealed(bytes), "");
  }

  /** Saves an array of any shape, float32, float64 or int64; waits for its device. */
  public void array(String name, NDArray values) {
    file.put(scope + name, Tensor.of(values));
  }

  /** Saves a tensor that was read. */
  void tensor(String name, Tensor tensor) {
    file.put(scope + name, tensor);
  }

  /** Saves a whole number. */
  public void whole(String name, long value) {
    text(name, Long.toString(value));
  }

  /** Saves a number exactly, as hexadecimal text. */
  public void number(String name, double value) {
    text(name, Double.toHexString(value));
  }

  /** Saves numbers of the host. */
  public void floats(String name, float[] numbers) {
    file.put(scope + name, Tensor.of(numbers, 0, new Shape(numbers.length)));
  }

  /** Saves numbers of the host. */
  public void doubles(String name, double[] numbers) {
    file.put(scope + name, Tensor.of(numbers));
  }

  /** Saves a text. */
  public void text(String name, String text) {
    file.put(scope + name, text);
  }

  /** The same writer, which puts the name of a scope before every name. */
  public StateWriter inside(String inner) {
    return new StateWriter(file, scope + inner + "/");
  }

  /** The file. */
  public byte[] bytes() {
    return file.sealed();
  }
}
