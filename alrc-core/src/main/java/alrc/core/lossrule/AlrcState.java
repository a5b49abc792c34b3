package alrc.core.lossrule;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import alrc.core.state.HostReads;
import alrc.core.state.RunningState;

/** The running moments of {@link Alrc}: a few scalars on the device. */
final class AlrcState extends RunningState implements LossRule.Running {
  private static final Shape ONE = new Shape(1);

  private final Alrc settings;
  private final NDArray one;
  private final NDArray zero;
  private final NDArray deviations;
  private final NDArray epsilon;
  private final NDArray shift;
  private final NDArray meanDecay;
  private final NDArray meanGain;
  private final NDArray squareDecay;
  private final NDArray squareGain;
  private final NDArray mean;
  private final NDArray square;
  private final Count measured = count("measured");

  AlrcState(Alrc settings, NDManager parent) {
    super(parent);
    this.settings = settings;
    this.one = constant(1);
    this.zero = constant(0);
    this.deviations = constant(settings.deviations());
    this.epsilon = constant(settings.epsilon());
    this.shift = constant(settings.shift());
    this.meanDecay = constant(kept(settings.meanDecay()));
    this.meanGain = constant(1 - settings.meanDecay());
    this.squareDecay = constant(kept(settings.squareDecay()));
    this.squareGain = constant(1 - settings.squareDecay());
    double mean0 = 0;
    double square0 = 0;
    if (settings.start() instanceof AlrcStart.Given given) {
      mean0 = given.mean();
      square0 = given.square();
    }
    this.mean = scalar("mean", mean0);
    this.square = scalar("square", square0);
  }

  private double kept(double decay) {
    return settings.update() == Alrc.Update.EMA ? decay : 1 - 3 * (1 - decay);
  }

  @Override
  public LossRule.Verdict apply(NDArray losses) {
    NDArray exact = losses.toType(DataType.FLOAT64, true);
    if (settings.shift() != 0) {
      exact.addi(shift);
    }
    if (settings.start() instanceof AlrcStart.Measured
        && measured.value < AlrcStart.Measured.ITERATIONS) {
      measure(exact);
      return new LossRule.Verdict(losses.onesLike(), null);
    }
    NDArray width = deviation();
    return settings.sides() == Alrc.Sides.UPPER
        ? upper(losses, exact, width.addi(mean))
        : sided(losses, exact, width);
  }

  /** n·σ with σ = sqrt(max(μ2 − μ1², 0) + ε), shape (1). */
  private NDArray deviation() {
    NDArray variance = square.sub(mean.mul(mean)).maximum(zero);
    return variance.addi(epsilon).sqrt().muli(deviations);
  }

  private LossRule.Verdict upper(NDArray losses, NDArray exact, NDArray limit) {
    NDArray over = exact.gt(limit);
    NDArray factors = NDArrays.where(over, limit.div(exact), one);
    learn(settings.moments() == Alrc.Moments.RAW ? exact : exact.minimum(limit));
    NDArray result = factors.toType(losses.getDataType(), false);
    boolean plain = settings.grain() == LossRule.Grain.EXAMPLE && settings.shift() == 0;
    return plain
        ? new LossRule.Verdict(result, limit)
        : new LossRule.Verdict(result, unshifted(limit), fractions(over));
  }

  private LossRule.Verdict sided(NDArray losses, NDArray exact, NDArray width) {
    NDArray least = mean.sub(width);
    NDArray most = width.addi(mean);
    NDArray out = exact.lt(least).logicalAnd(exact.gt(zero));
    NDArray factors = NDArrays.where(out, least.div(exact), one);
    if (settings.sides() == Alrc.Sides.BOTH) {
      NDArray over = exact.gt(most);
      factors = NDArrays.where(over, most.div(exact), factors);
      out = out.logicalOr(over);
    }
    learn(settings.moments() == Alrc.Moments.RAW ? exact : exact.mul(factors));
    NDArray limit = settings.sides() == Alrc.Sides.BOTH ? most : least;
    NDArray result = factors.toType(losses.getDataType(), false);
    return new LossRule.Verdict(result, unshifted(limit), fractions(out));
  }

  private NDArray unshifted(NDArray limit) {
    return settings.shift() == 0 ? limit : limit.sub(shift);
  }

  /** The fraction of each example's losses that are outside the limits: shape (N). */
  private static NDArray fractions(NDArray out) {
    NDArray counted = out.toType(DataType.FLOAT32, false);
    return counted.getShape().dimension() == 1 ? counted : counted.mean(new int[] {1});
  }

  private void learn(NDArray seen) {
    mean.muli(meanDecay).addi(average(seen).mul(meanGain));
    square.muli(squareDecay).addi(average(seen.square()).mul(squareGain));
  }

  private static NDArray average(NDArray losses) {
    return losses.getShape().equals(ONE) ? losses : losses.mean();
  }

  /**
   * Adds up the losses of the unclipped start; the last one turns the sums into the overestimates.
   */
  private void measure(NDArray losses) {
    mean.addi(average(losses));
    square.addi(average(losses.square()));
    measured.value++;
    if (measured.value == AlrcStart.Measured.ITERATIONS) {
      double factor = AlrcStart.Measured.FACTOR;
      mean.muli(factor / AlrcStart.Measured.ITERATIONS);
      square.muli(factor * factor / AlrcStart.Measured.ITERATIONS);
    }
  }

  @Override
  public NDArray values(NDArray losses, LossRule.Verdict verdict) {
    return settings.shift() == 0
        ? losses.mul(verdict.factors())
        : losses.add(shift).muli(verdict.factors()).subi(shift);
  }

  /** μ1 and μ2 on the host; waits for the device. */
  double[] moments() {
    return new double[] {HostReads.number(mean), HostReads.number(square)};
  }
}
