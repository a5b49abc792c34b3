package alrc.core.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import alrc.core.model.Model;
import alrc.core.state.ParameterLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The parameters and buffers of K networks of one kind, side by side on the device.
 *
 * <p>Parameters are the rows of one matrix. Each row is padded to whole cache lines, so that all
 * rows have the same alignment and vector code treats a member the same in every slot.
 */
final class Stack implements AutoCloseable {
  private static final int LINE = 64 / Float.BYTES;

  private final ParameterLayout layout;
  private final ParameterLayout bufferLayout;
  private final WeightOrder order;
  private final int slots;
  private final NDManager manager;
  private final int size;
  private final int stride;
  private final long[] rowCuts;
  private final NDArray matrix;
  private final List<NDArray> rows;
  private final List<NDArray> buffers = new ArrayList<>();

  /**
   * Copies the networks to the device.
   *
   * @param parameters one flat vector per member that trains; slots beyond are zero
   * @param values their flat buffers
   */
  Stack(
      Model model,
      WeightOrder order,
      int slots,
      List<float[]> parameters,
      List<float[]> values,
      NDManager parent) {
    this.order = order;
    this.layout = model.layout();
    this.bufferLayout = model.buffers();
    this.slots = slots;
    this.manager = parent.newSubManager();
    this.size = Math.toIntExact(layout.size());
    this.stride = (size + LINE - 1) / LINE * LINE;
    this.rowCuts = rowCuts();
    float[] all = new float[Math.multiplyExact(slots, stride)];
    for (int k = 0; k < parameters.size(); k++) {
      System.arraycopy(order.toDevice(layout, parameters.get(k)), 0, all, k * stride, size);
    }
    this.matrix = manager.create(all, new Shape(slots, stride));
    this.rows = rows(matrix);
    for (ParameterLayout.Parameter buffer : bufferLayout.parameters()) {
      buffers.add(buffer(buffer, values));
    }
  }

  private NDArray buffer(ParameterLayout.Parameter buffer, List<float[]> values) {
    int length = Math.toIntExact(buffer.size());
    float[] all = new float[slots * length];
    for (int k = 0; k < values.size(); k++) {
      System.arraycopy(values.get(k), (int) buffer.offset(), all, k * length, length);
    }
    return manager.create(all, widened(buffer.shape()));
  }

  private Shape widened(Shape shape) {
    long[] dimensions = shape.getShape().clone();
    dimensions[0] *= slots;
    return new Shape(dimensions);
  }

  private long[] rowCuts() {
    if (size == stride) {
      long[] cuts = new long[slots - 1];
      Arrays.setAll(cuts, k -> (k + 1L) * stride);
      return cuts;
    }
    long[] cuts = new long[2 * slots - 1];
    Arrays.setAll(cuts, i -> (i / 2) * (long) stride + (i % 2 == 0 ? size : stride));
    return cuts;
  }

  /** The parameters of all slots, shape (K, padded). */
  NDArray matrix() {
    return matrix;
  }

  /** The flat parameters of a member, shape (P): a view. */
  NDArray row(int slot) {
    return rows.get(slot);
  }

  /** A matrix of the shape of {@link #matrix} as K vectors of shape (P), views. */
  List<NDArray> rows(NDArray values) {
    NDArray flat = values.reshape(-1);
    if (rowCuts.length == 0) {
      return List.of(flat);
    }
    List<NDArray> pieces = flat.split(rowCuts, 0);
    if (size == stride) {
      return pieces;
    }
    List<NDArray> used = new ArrayList<>(slots);
    for (int k = 0; k < slots; k++) {
      used.add(pieces.get(2 * k));
    }
    return used;
  }

  /** The buffers as a pass needs them; a pass changes them in place. */
  List<NDArray> buffers() {
    return buffers;
  }

  /** The flat parameters of a member on the host; waits for the device. */
  float[] parameters(int slot) {
    return order.toHost(layout, rows.get(slot).toFloatArray());
  }

  /** The flat buffers of a member on the host; waits for the device. */
  float[] buffers(int slot) {
    float[] flat = new float[Math.toIntExact(bufferLayout.size())];
    for (int i = 0; i < buffers.size(); i++) {
      ParameterLayout.Parameter buffer = bufferLayout.parameters().get(i);
      int length = Math.toIntExact(buffer.size());
      float[] all = buffers.get(i).toFloatArray();
      System.arraycopy(all, slot * length, flat, (int) buffer.offset(), length);
    }
    return flat;
  }

  /** How many numbers the flat buffers of a member have. */
  int bufferSize() {
    return Math.toIntExact(bufferLayout.size());
  }

  /** Overwrites the buffers of a member. */
  void buffers(int slot, float[] flat) {
    for (int i = 0; i < buffers.size(); i++) {
      ParameterLayout.Parameter buffer = bufferLayout.parameters().get(i);
      int length = Math.toIntExact(buffer.size());
      int from = Math.toIntExact(buffer.offset());
      try (NDManager mine = manager.newSubManager()) {
        NDArray own = mine.create(Arrays.copyOfRange(flat, from, from + length));
        NDArray all = buffers.get(i).reshape(-1);
        all.attach(mine);
        all.set(new NDIndex((long) slot * length + ":" + (slot + 1L) * length), own);
      }
    }
  }

  /** The parameters with each row as often as given, one after another: shape (K·N, padded). */
  NDArray repeated(int times) {
    return matrix
        .expandDims(1)
        .broadcast(slots, times, stride)
        .reshape((long) slots * times, stride);
  }

  /**
   * A matrix of the shape of {@link #repeated} as K matrices of shape (N, P).
   *
   * @param times N
   */
  List<NDArray> examples(NDArray values, int times) {
    List<NDArray> all = new ArrayList<>(slots);
    for (int k = 0; k < slots; k++) {
      all.add(values.get(k * times + ":" + (k + 1) * times + ", :" + size));
    }
    return all;
  }

  /**
   * The parameters of a leaf of rows as a pass needs them.
   *
   * @param leaf over {@link #matrix} or {@link #repeated}
   */
  List<NDArray> views(NDArray leaf) {
    return order.views(layout, leaf, Math.toIntExact(leaf.getShape().get(0)));
  }

  @Override
  public void close() {
    manager.close();
  }
}
