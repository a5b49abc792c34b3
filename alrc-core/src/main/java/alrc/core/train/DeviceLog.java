package alrc.core.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import alrc.core.lossrule.LossRule;
import alrc.core.record.StepReading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of some tens of steps, kept on the device until the host reads them all at once. */
final class DeviceLog implements AutoCloseable {
  /** Steps between two readings. */
  static final int STEPS = 64;

  private final double squaredErrorFactor;
  private final NDList losses = new NDList();
  private final NDList squaredErrors = new NDList();
  private final NDList gradientSums = new NDList();
  private final List<@Nullable NDArray> limits = new ArrayList<>();
  private final List<@Nullable NDArray> clipped = new ArrayList<>();
  private final List<@Nullable NDArray> underflows = new ArrayList<>();
  private final List<int[]> examples = new ArrayList<>();
  private final double[] rates = new double[STEPS];

  /**
   * An empty log.
   *
   * @param squaredErrorFactor the losses divided by it are the squared errors of steps that give
   *     none
   */
  DeviceLog(double squaredErrorFactor) {
    this.squaredErrorFactor = squaredErrorFactor;
  }

  /**
   * What a step makes, detached.
   *
   * @param losses shape (N), or (N, S) for summands
   * @param squared the mean squared error of each example, shape (N); null where the losses are a
   *     multiple of it
   * @param verdict its limit and clipped fractions
   * @param underflow the fraction of gradients that underflowed at each border between layers; null
   *     where nothing is rounded
   */
  record Step(
      NDArray losses,
      @Nullable NDArray squared,
      LossRule.Verdict verdict,
      @Nullable NDArray underflow) {
    NDArray perExample() {
      return losses.getShape().dimension() == 1 ? losses : losses.mean(new int[] {1});
    }
  }

  /**
   * Keeps the arrays of a step, which leave the step's scope.
   *
   * @param gradientSum shape (), not finite if any entry of the gradient is not
   */
  void add(Step step, NDArray gradientSum, int[] stepExamples, double rate) {
    NDArray stepLosses = step.perExample();
    NDScope.unregister(stepLosses, gradientSum);
    NDArray errors = step.squared();
    if (errors != null) {
      NDScope.unregister(errors);
      squaredErrors.add(errors);
    }
    keep(step.verdict().limit(), limits);
    keep(step.verdict().clipped(), clipped);
    keep(step.underflow(), underflows);
    rates[losses.size()] = rate;
    losses.add(stepLosses);
    gradientSums.add(gradientSum);
    examples.add(stepExamples);
  }

  private static void keep(@Nullable NDArray array, List<@Nullable NDArray> all) {
    if (array != null) {
      NDScope.unregister(array);
    }
    all.add(array);
  }

  boolean full() {
    return losses.size() == STEPS;
  }

  /** Waits for the device and empties the log. */
  List<StepReading> read() {
    List<StepReading> entries = new ArrayList<>(losses.size());
    if (losses.isEmpty()) {
      return entries;
    }
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      float[] values = NDArrays.concat(losses).toFloatArray();
      double[] errors = readSquaredErrors(values);
      float[] sums = NDArrays.stack(gradientSums).toFloatArray();
      double[] bounds = readLimits();
      List<float @Nullable []> fractions = read(clipped);
      List<float @Nullable []> lost = read(underflows);
      int batch = values.length / sums.length;
      for (int i = 0; i < sums.length; i++) {
        float[] mine = Arrays.copyOfRange(values, i * batch, (i + 1) * batch);
        float[] fraction = fractions.get(i);
        double error = mean(errors, i * batch, batch);
        entries.add(
            new StepReading(
                mine, examples.get(i), sums[i], bounds[i], fraction, rates[i], error, lost.get(i)));
      }
    }
    close();
    return entries;
  }

  /** The mean squared error of each example of each step. */
  private double[] readSquaredErrors(float[] values) {
    boolean own = !squaredErrors.isEmpty();
    float[] read = own ? NDArrays.concat(squaredErrors).toFloatArray() : values;
    double[] errors = new double[read.length];
    Arrays.setAll(errors, i -> own ? read[i] : read[i] / squaredErrorFactor);
    return errors;
  }

  private static double mean(double[] values, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += values[i];
    }
    return sum / count;
  }

  private double[] readLimits() {
    NDList present = new NDList();
    for (NDArray limit : limits) {
      if (limit != null) {
        present.add(limit);
      }
    }
    double[] read = present.isEmpty() ? new double[0] : NDArrays.concat(present).toDoubleArray();
    double[] all = new double[limits.size()];
    int next = 0;
    for (int i = 0; i < all.length; i++) {
      all[i] = limits.get(i) == null ? Double.POSITIVE_INFINITY : read[next++];
    }
    return all;
  }

  private static List<float @Nullable []> read(List<@Nullable NDArray> arrays) {
    List<float @Nullable []> read = new ArrayList<>();
    for (NDArray fraction : arrays) {
      read.add(fraction == null ? null : fraction.toFloatArray());
    }
    return read;
  }

  @Override
  public void close() {
    losses.close();
    losses.clear();
    squaredErrors.close();
    squaredErrors.clear();
    gradientSums.close();
    gradientSums.clear();
    closeAll(limits);
    closeAll(clipped);
    closeAll(underflows);
    examples.clear();
  }

  private static void closeAll(List<@Nullable NDArray> arrays) {
    for (NDArray array : arrays) {
      if (array != null) {
        array.close();
      }
    }
    arrays.clear();
  }
}
