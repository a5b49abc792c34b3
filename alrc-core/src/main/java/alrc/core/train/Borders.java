package alrc.core.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import alrc.core.lossrule.AdaptiveLossScale;
import alrc.core.lossrule.Precision;
import alrc.core.model.Model;
import alrc.core.model.Pass;
import alrc.core.state.HostReads;
import alrc.core.state.ParameterLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One pass of a network that is cut between its layers: what passes a border, features forward and
 * gradients back, is rounded, and the gradients of each member are scaled first.
 */
final class Borders {
  /**
   * The output of a layer, with the graph that made it, and what the next layer received of it.
   *
   * @param passed a leaf
   */
  private record Border(NDArray made, NDArray passed) {}

  private final Model model;
  private final Precision precision;
  private final double[] underflows;
  private final List<Border> borders = new ArrayList<>();
  private final double[][] scales;

  /**
   * A pass that has not begun.
   *
   * @param underflows of each member side by side, padding included, the fraction that may
   *     underflow; 0 for no scale
   */
  Borders(Model model, Precision precision, double[] underflows) {
    this.model = model;
    this.precision = precision;
    this.underflows = underflows.clone();
    this.scales = new double[underflows.length][model.layers().size()];
    for (double[] own : scales) {
      Arrays.fill(own, 1);
    }
  }

  /** The forward pass; to be recorded. */
  NDList forward(Pass pass) {
    List<UnaryOperator<NDArray>> layers = model.layered(pass);
    NDArray features = pass.input();
    for (int i = 0; i < layers.size() - 1; i++) {
      NDArray made = layers.get(i).apply(features);
      features = Autograd.leaf(rounded(precision, made.stopGradient()));
      borders.add(new Border(made, features));
    }
    return new NDList(layers.get(layers.size() - 1).apply(features));
  }

  /**
   * Hands the gradients on from the last layer, which has its own already, to the first.
   *
   * @return of each member the fraction of the gradients at each border that underflowed, of those
   *     that were not 0, shape (borders)
   */
  List<NDArray> backward() {
    List<NDList> lost = new ArrayList<>();
    for (int k = 0; k < scales.length; k++) {
      lost.add(new NDList());
    }
    for (int i = borders.size() - 1; i >= 0; i--) {
      Border border = borders.get(i);
      NDArray gradient = scaled(border.passed().getGradient(), i);
      NDArray rounded = rounded(precision, gradient);
      List<NDArray> before = members(gradient);
      List<NDArray> after = members(rounded);
      for (int k = 0; k < scales.length; k++) {
        lost.get(k).add(0, lost(before.get(k), after.get(k)));
      }
      Autograd.backward(border.made(), rounded);
    }
    return lost.stream().map(NDArrays::concat).toList();
  }

  /**
   * The nearest numbers of a precision, as float32; the array itself if not float16. It stands here
   * because reading a study loads the classes of all methods of an enumeration.
   */
  static NDArray rounded(Precision precision, NDArray values) {
    return precision != Precision.FLOAT16
        ? values
        : values.toType(DataType.FLOAT16, false).toType(values.getDataType(), false);
  }

  private static NDArray lost(NDArray before, NDArray after) {
    NDArray some = before.neq(0);
    NDArray gone = some.logicalAnd(after.eq(0)).toType(DataType.FLOAT32, false).sum();
    return gone.div(some.toType(DataType.FLOAT32, false).sum().maximum(1)).reshape(1);
  }

  /** The gradients of each member, flat. */
  private List<NDArray> members(NDArray gradient) {
    if (scales.length == 1) {
      return List.of(gradient.reshape(-1));
    }
    Shape shape = gradient.getShape();
    NDArray apart = gradient.reshape(shape.get(0), scales.length, -1);
    List<NDArray> members = new ArrayList<>();
    for (int k = 0; k < scales.length; k++) {
      members.add(apart.get(":, " + k).reshape(-1));
    }
    return members;
  }

  /** Chooses the scale of each member that asks for one. */
  private NDArray scaled(NDArray gradient, int layer) {
    double[] factors = new double[scales.length];
    Arrays.fill(factors, 1);
    List<NDArray> members = members(gradient);
    for (int k = 0; k < scales.length; k++) {
      if (underflows[k] > 0) {
        NDArray own = members.get(k);
        NDArray square = own.square().mean().sqrt().reshape(1);
        double[] read = HostReads.numbers(square.concat(own.abs().max().reshape(1)));
        factors[k] = AdaptiveLossScale.scale(underflows[k], read[0], read[1]);
      }
      scales[k][layer] = factors[k] * scales[k][layer + 1];
    }
    if (Arrays.stream(factors).allMatch(factor -> factor == 1)) {
      return gradient;
    }
    Shape shape = gradient.getShape();
    NDArray spread = gradient.getManager().create(factors, new Shape(1, scales.length, 1));
    return gradient
        .reshape(shape.get(0), scales.length, -1)
        .mul(spread.toType(gradient.getDataType(), false))
        .reshape(shape);
  }

  /**
   * Divides the gradients of each layer's parameters by its scale, in place.
   *
   * @param gradients flat, of a member, shape (P)
   */
  void unscale(int member, NDArray gradients) {
    List<String> layers = model.layers();
    for (int i = 0; i < layers.size(); i++) {
      double scale = scales[member][i];
      if (scale != 1) {
        long[] range = range(layers.get(i));
        gradients.get(range[0] + ":" + range[1]).muli(1 / scale);
      }
    }
  }

  private long[] range(String layer) {
    List<ParameterLayout.Parameter> own =
        model.layout().parameters().stream()
            .filter(parameter -> parameter.name().startsWith(layer + "."))
            .toList();
    ParameterLayout.Parameter last = own.get(own.size() - 1);
    return new long[] {own.get(0).offset(), last.offset() + last.size()};
  }
}
