package alrc.core.lossrule;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

/** The running moments of {@link Alrc}: a few scalars on the device. */
final class AlrcState implements LossRule.Running {
  private final Alrc settings;
  private final NDManager manager;
  private final NDArray one;
  private final NDArray mean;
  private final NDArray square;
  private long measured;

  AlrcState(Alrc settings, NDManager parent) {
    this.settings = settings;
    this.manager = parent.newSubManager();
    this.one = scalar(1);
    double mean0 = 0;
    double square0 = 0;
    if (settings.start() instanceof AlrcStart.Given given) {
      mean0 = given.mean();
      square0 = given.square();
    }
    this.mean = scalar(mean0);
    this.square = scalar(square0);
  }

  private NDArray scalar(double value) {
    return manager.create(new double[] {value});
  }

  @Override
  public LossRule.Verdict apply(NDArray losses) {
    NDArray exact = losses.toType(DataType.FLOAT64, true);
    if (settings.start() instanceof AlrcStart.Measured
        && measured < AlrcStart.Measured.ITERATIONS) {
      measure(exact);
      return new LossRule.Verdict(losses.onesLike(), null);
    }
    NDArray limit = limit();
    NDArray over = exact.gt(limit);
    NDArray factors = NDArrays.where(over, limit.div(exact), one);
    NDArray seen = settings.moments() == Alrc.Moments.RAW ? exact : exact.minimum(limit);
    decay(mean, settings.meanDecay(), average(seen));
    decay(square, settings.squareDecay(), average(seen.square()));
    return new LossRule.Verdict(factors.toType(DataType.FLOAT32, false), limit);
  }

  /** σ = sqrt(max(μ2 − μ1², 0) + ε); returns μ1 + n·σ, shape (1). */
  private NDArray limit() {
    NDArray variance = square.sub(mean.mul(mean)).maximum(0.0);
    return variance.addi(settings.epsilon()).sqrt().muli(settings.deviations()).addi(mean);
  }

  private static NDArray average(NDArray losses) {
    return losses.size() == 1 ? losses : losses.mean();
  }

  private static void decay(NDArray moment, double decay, NDArray value) {
    moment.muli(decay).addi(value.mul(1 - decay));
  }

  /**
   * Adds up the losses of the unclipped start; the last one turns the sums into the overestimates.
   */
  private void measure(NDArray losses) {
    mean.addi(average(losses));
    square.addi(average(losses.square()));
    measured++;
    if (measured == AlrcStart.Measured.ITERATIONS) {
      double factor = AlrcStart.Measured.FACTOR;
      mean.muli(factor / AlrcStart.Measured.ITERATIONS);
      square.muli(factor * factor / AlrcStart.Measured.ITERATIONS);
    }
  }

  /** μ1 and μ2 as the host sees them; waits for the device. */
  double[] moments() {
    return new double[] {mean.getDouble(0), square.getDouble(0)};
  }

  @Override
  public void close() {
    manager.close();
  }
}
