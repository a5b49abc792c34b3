package alrc.core.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import alrc.core.state.ParameterLayout;
import alrc.core.state.ParameterLayout.Parameter;
import java.util.List;

/** Divides the flat vector into units, each with its own number; all arrays are on the device. */
public final class Partition {
  private final List<Parameter> parameters;
  private final int[] unitsOf;
  private final long[] cuts;
  private final NDArray unitOfEntry;
  private final int units;

  private Partition(ParameterLayout layout, int[] unitsOf, NDManager manager) {
    this.parameters = layout.parameters();
    this.unitsOf = unitsOf;
    this.cuts = parameters.stream().skip(1).mapToLong(Parameter::offset).toArray();
    long[] index = new long[Math.toIntExact(layout.size())];
    int first = 0;
    for (int p = 0; p < unitsOf.length; p++) {
      Parameter parameter = parameters.get(p);
      long each = parameter.size() / unitsOf[p];
      for (int i = 0; i < parameter.size(); i++) {
        index[Math.toIntExact(parameter.offset() + i)] = first + i / each;
      }
      first += unitsOf[p];
    }
    this.units = first;
    this.unitOfEntry = manager.create(index);
  }

  /** Every tensor is a unit. */
  public static Partition tensors(ParameterLayout layout, NDManager manager) {
    int[] ones = layout.parameters().stream().mapToInt(parameter -> 1).toArray();
    return new Partition(layout, ones, manager);
  }

  /** Every entry of the first axis of a tensor is a unit; a vector or a number is one unit. */
  public static Partition outputs(ParameterLayout layout, NDManager manager) {
    int[] rows =
        layout.parameters().stream()
            .map(Parameter::shape)
            .mapToInt(shape -> shape.dimension() < 2 ? 1 : Math.toIntExact(shape.get(0)))
            .toArray();
    return new Partition(layout, rows, manager);
  }

  /** The number of units. */
  public int units() {
    return units;
  }

  /** How many numbers each unit has, in order. */
  public double[] sizes() {
    double[] sizes = new double[units];
    int unit = 0;
    for (int p = 0; p < unitsOf.length; p++) {
      for (int i = 0; i < unitsOf[p]; i++) {
        sizes[unit++] = (double) parameters.get(p).size() / unitsOf[p];
      }
    }
    return sizes;
  }

  /** How many units the parameter of an index has. */
  public int unitsOf(int parameter) {
    return unitsOf[parameter];
  }

  /** The shape (units). */
  public Shape shape() {
    return new Shape(units);
  }

  /** The Euclidean norm of each unit of a flat vector, shape (units). */
  public NDArray norms(NDArray flat) {
    NDList sums = new NDList();
    for (NDArray rows : rows(flat.mul(flat))) {
      sums.add(rows.sum(new int[] {1}));
    }
    return NDArrays.concat(sums).sqrt();
  }

  /** The largest entry of each unit of a flat vector, shape (units). */
  public NDArray maxima(NDArray flat) {
    NDList maxima = new NDList();
    for (NDArray rows : rows(flat)) {
      maxima.add(rows.max(new int[] {1}));
    }
    return NDArrays.concat(maxima);
  }

  private NDList rows(NDArray flat) {
    NDList pieces = flat.split(cuts, 0);
    NDList rows = new NDList();
    for (int p = 0; p < pieces.size(); p++) {
      rows.add(pieces.get(p).reshape(unitsOf[p], -1));
    }
    return rows;
  }

  /**
   * Gives every entry the number of its unit.
   *
   * @param values shape (units)
   * @return shape (P)
   */
  public NDArray spread(NDArray values) {
    return values.gather(unitOfEntry, 0);
  }
}
