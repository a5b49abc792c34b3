package alrc.core.state;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a {@link StateWriter} saved. Every method throws {@link UnusableStateException} if
 * what it reads is missing or has another type or shape.
 */
public final class StateReader {
  private static final NDIndex ALL = new NDIndex(":");

  private final TensorFile file;
  private final String scope;

  private StateReader(TensorFile file, String scope) {
    this.file = file;
    this.scope = scope;
  }

  /**
   * Opens a file.
   *
   * @throws UnusableStateException if it is damaged or not a checkpoint
   */
  public static StateReader of(byte[] bytes) {
    return new StateReader(TensorFileReader.readSealed(bytes), "");
  }

  /** Overwrites an array of the same type and shape. */
  public void array(String name, NDArray into) {
    Tensor tensor = tensor(name, Tensor.Type.of(into.getDataType()), into.getShape());
    Shape flat = new Shape(into.size());
    try (NDManager manager = into.getManager().newSubManager()) {
      NDArray stored =
          switch (tensor.type()) {
            case F32 -> manager.create(tensor.floats(), flat);
            case F64 -> manager.create(tensor.doubles(), flat);
            case I64 -> manager.create(tensor.longs(), flat);
          };
      NDArray view = into.reshape(-1);
      view.attach(manager);
      view.set(ALL, stored);
    }
  }

  private Tensor tensor(String name, Tensor.Type type, @Nullable Shape shape) {
    Tensor tensor = file.tensor(scope + name);
    if (tensor == null) {
      throw new UnusableStateException(scope + name + " is missing");
    }
    Shape wanted = shape == null ? new Shape(tensor.shape().size()) : shape;
    if (tensor.type() != type || !tensor.shape().equals(wanted)) {
      throw new UnusableStateException(
          scope + name + " is " + tensor + ", must be " + type + " " + wanted);
    }
    return tensor;
  }

  /** Reads a whole number. */
  public long whole(String name) {
    String text = text(name);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException other) {
      throw new UnusableStateException(scope + name + " is not a whole number: " + text, other);
    }
  }

  /** Reads a number. */
  public double number(String name) {
    String text = text(name);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException other) {
      throw new UnusableStateException(scope + name + " is not a number: " + text, other);
    }
  }

  /** Reads as many numbers as were saved, which must be so many. */
  public float[] floats(String name, int count) {
    return tensor(name, Tensor.Type.F32, new Shape(count)).floats();
  }

  /** Reads as many numbers as were saved. */
  public double[] doubles(String name) {
    return tensor(name, Tensor.Type.F64, null).doubles();
  }

  /** Whether anything was saved in this scope. */
  public boolean isEmpty() {
    return file.tensors().keySet().stream().noneMatch(name -> name.startsWith(scope))
        && file.texts().keySet().stream().noneMatch(name -> name.startsWith(scope));
  }

  /** Saves all that was saved in this scope again, in the scope of a writer. */
  public void copyTo(StateWriter out) {
    file.tensors()
        .forEach(
            (name, tensor) -> {
              if (name.startsWith(scope)) {
                out.tensor(name.substring(scope.length()), tensor);
              }
            });
    file.texts()
        .forEach(
            (name, text) -> {
              if (name.startsWith(scope)) {
                out.text(name.substring(scope.length()), text);
              }
            });
  }

  /** Reads a text. */
  public String text(String name) {
    String text = file.text(scope + name);
    if (text == null) {
      throw new UnusableStateException(scope + name + " is missing");
    }
    return text;
  }

  /** The same reader, which puts the name of a scope before every name. */
  public StateReader inside(String inner) {
    return new StateReader(file, scope + inner + "/");
  }
}
