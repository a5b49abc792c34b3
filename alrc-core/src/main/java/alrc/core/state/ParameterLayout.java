package alrc.core.state;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The place of each named parameter of a model in one flat vector.
 *
 * <p>Parameters are contiguous, in the order of the list, without gaps.
 */
public final class ParameterLayout {
  /** One parameter: its name, its shape, and the index of its first number in the flat vector. */
  public record Parameter(String name, Shape shape, long offset) {
    /** How many numbers it has. */
    public long size() {
      return shape.size();
    }
  }

  private final List<Parameter> parameters;
  private final long[] cuts;
  private final long[] paddedCuts;
  private final long size;
  private final DataType type;

  private ParameterLayout(List<Parameter> parameters, long size, DataType type) {
    this.type = type;
    this.parameters = List.copyOf(parameters);
    this.size = size;
    this.cuts = parameters.stream().skip(1).mapToLong(Parameter::offset).toArray();
    this.paddedCuts = parameters.isEmpty() ? cuts : Arrays.copyOf(cuts, parameters.size());
    if (!parameters.isEmpty()) {
      paddedCuts[cuts.length] = size;
    }
  }

  /** Collects parameters in order. */
  public static final class Builder {
    private final List<Parameter> parameters = new ArrayList<>();
    private long size;
    private DataType type = DataType.FLOAT32;

    /** Appends a parameter. */
    public Builder add(String name, long... shape) {
      Parameter parameter = new Parameter(name, new Shape(shape), size);
      parameters.add(parameter);
      size += parameter.size();
      return this;
    }

    /** Sets the type of the numbers. */
    public Builder of(DataType numbers) {
      type = numbers;
      return this;
    }

    /** The layout of the parameters that were added. */
    public ParameterLayout build() {
      return new ParameterLayout(parameters, size, type);
    }
  }

  /** The parameters in order. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** How many numbers the flat vector has. */
  public long size() {
    return size;
  }

  /** The type of the numbers: by default float32. */
  public DataType type() {
    return type;
  }

  /**
   * The parameters as views of a flat vector; no copy is made, and gradients of the views add up to
   * one vector.
   *
   * @param flat shape (size)
   * @return one array per parameter, in order, of its own shape
   */
  public List<NDArray> views(NDArray flat) {
    return views(flat.reshape(1, -1), 1);
  }

  /**
   * The parameters of members side by side, from a matrix with a member's flat vector in each row;
   * copied unless there is one member, and gradients add up to one matrix.
   *
   * @param rows shape (members, at least size)
   * @return one array per parameter, in order, its first axis {@code members} times as long
   */
  public List<NDArray> views(NDArray rows, int members) {
    boolean padded = rows.getShape().get(1) > size;
    NDList pieces = rows.split(padded ? paddedCuts : cuts, 1);
    List<NDArray> views = new ArrayList<>(parameters.size());
    for (int i = 0; i < parameters.size(); i++) {
      long[] shape = parameters.get(i).shape().getShape().clone();
      shape[0] *= members;
      views.add(pieces.get(i).reshape(shape));
    }
    return views;
  }
}
