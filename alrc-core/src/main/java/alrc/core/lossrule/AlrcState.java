package alrc.core.lossrule;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import alrc.core.checkpoint.StateReader;
import alrc.core.checkpoint.StateWriter;

/**
 * The running moments of {@link Alrc}: a few scalars on the device.
 *
 * <p>Constants are kept there too: handing a number to the engine costs more than the arithmetic.
 */
final class AlrcState implements LossRule.Running {
  private final Alrc settings;
  private final NDManager manager;
  private final NDArray one;
  private final NDArray zero;
  private final NDArray deviations;
  private final NDArray epsilon;
  private final NDArray meanDecay;
  private final NDArray meanGain;
  private final NDArray squareDecay;
  private final NDArray squareGain;
  private final NDArray mean;
  private final NDArray square;
  private long measured;

  AlrcState(Alrc settings, NDManager parent) {
    this.settings = settings;
    this.manager = parent.newSubManager();
    this.one = scalar(1);
    this.zero = scalar(0);
    this.deviations = scalar(settings.deviations());
    this.epsilon = scalar(settings.epsilon());
    this.meanDecay = scalar(settings.meanDecay());
    this.meanGain = scalar(1 - settings.meanDecay());
    this.squareDecay = scalar(settings.squareDecay());
    this.squareGain = scalar(1 - settings.squareDecay());
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
    mean.muli(meanDecay).addi(average(seen).mul(meanGain));
    square.muli(squareDecay).addi(average(seen.square()).mul(squareGain));
    return new LossRule.Verdict(factors.toType(DataType.FLOAT32, false), limit);
  }

  /** σ = sqrt(max(μ2 − μ1², 0) + ε); returns μ1 + n·σ, shape (1). */
  private NDArray limit() {
    NDArray variance = square.sub(mean.mul(mean)).maximum(zero);
    return variance.addi(epsilon).sqrt().muli(deviations).addi(mean);
  }

  private static NDArray average(NDArray losses) {
    return losses.size() == 1 ? losses : losses.mean();
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
  public void save(StateWriter out) {
    out.array("mean", mean);
    out.array("square", square);
    out.whole("measured", measured);
  }

  @Override
  public void restore(StateReader in) {
    in.array("mean", mean);
    in.array("square", square);
    measured = in.whole("measured");
  }

  @Override
  public void close() {
    manager.close();
  }
}
