package alrc.core.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import alrc.core.model.Model;
import alrc.core.model.Task;
import alrc.core.state.ParameterLayout;
import alrc.core.state.ParameterLayout.Parameter;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The order of a convolution's weights on the device. On the host, in files and in models the order
 * is always (out, in, row, column).
 *
 * <p>The engine keeps feature maps in the order of the weights that it meets. With channels last,
 * oneDNN computes on them as they are; with channels first it rearranges input, output and both
 * gradients of every layer, a fifth of a step. Networks that take means over the pixels of a
 * channel, and graphics cards, are faster with channels first.
 */
enum WeightOrder {
  /** Out, in, row, column. */
  CHANNELS_FIRST,
  /** Out, row, column, in. */
  CHANNELS_LAST;

  /** A fixed function of network and device: it decides the last bits of a result. */
  static WeightOrder of(Model model, ComputeDevice device) {
    boolean plain = model.task() instanceof Task.Supersampling;
    return plain && !device.device().isGpu() ? CHANNELS_LAST : CHANNELS_FIRST;
  }

  private boolean moves(Parameter parameter) {
    return this == CHANNELS_LAST && parameter.shape().dimension() == 4;
  }

  /** Reorders a flat vector of the host for the device. */
  float[] toDevice(ParameterLayout layout, float[] flat) {
    float[] moved = flat.clone();
    for (Parameter parameter : layout.parameters()) {
      if (moves(parameter)) {
        exchange(flat, moved, parameter, parameter.shape().get(1), pixels(parameter));
      }
    }
    return moved;
  }

  /** Reorders a flat vector of the device for the host. */
  float[] toHost(ParameterLayout layout, float[] flat) {
    float[] moved = flat.clone();
    for (Parameter parameter : layout.parameters()) {
      if (moves(parameter)) {
        exchange(flat, moved, parameter, pixels(parameter), parameter.shape().get(1));
      }
    }
    return moved;
  }

  private static long pixels(Parameter parameter) {
    return parameter.shape().get(2) * parameter.shape().get(3);
  }

  /** From (out, rows, columns) to (out, columns, rows). */
  private static void exchange(float[] from, float[] to, Parameter at, long rows, long columns) {
    int each = Math.toIntExact(rows * columns);
    int end = Math.toIntExact(at.offset() + at.size());
    for (int base = Math.toIntExact(at.offset()); base < end; base += each) {
      for (int i = 0; i < each; i++) {
        int row = i / (int) columns;
        int column = i % (int) columns;
        to[base + column * (int) rows + row] = from[base + i];
      }
    }
  }

  /**
   * The parameters of members side by side as a pass needs them.
   *
   * @param rows a member's flat vector in each row, shape (members, at least the layout's size)
   * @return one array per parameter, in order, its first axis {@code members} times as long
   */
  List<NDArray> views(ParameterLayout layout, NDArray rows, int members) {
    if (this == CHANNELS_FIRST) {
      return layout.views(rows, members);
    }
    LongStream ends = layout.parameters().stream().mapToLong(p -> p.offset() + p.size());
    long width = rows.getShape().get(1);
    NDList pieces = rows.split(ends.filter(end -> end < width).toArray(), 1);
    NDArray[] views = new NDArray[layout.parameters().size()];
    for (int i = 0; i < views.length; i++) {
      views[i] = view(layout.parameters().get(i), pieces.get(i), members);
    }
    return List.of(views);
  }

  private NDArray view(Parameter parameter, NDArray piece, int members) {
    Shape shape = parameter.shape();
    long first = members * shape.get(0);
    if (moves(parameter)) {
      return piece.reshape(first, shape.get(2), shape.get(3), shape.get(1)).transpose(0, 3, 1, 2);
    }
    long[] dimensions = shape.getShape().clone();
    dimensions[0] = first;
    return piece.reshape(dimensions);
  }
}
