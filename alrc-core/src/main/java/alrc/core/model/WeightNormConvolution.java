package alrc.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import alrc.core.state.ParameterLayout;

/**
 * A convolution without biases whose weights are W = g·V/‖V‖, with a gain g and the norm of V for
 * each output channel.
 *
 * <p>The initialising pass divides each gain by the standard deviation of its channel over the
 * batch, so that every output channel has unit variance on it; a channel that does not vary keeps
 * its gain. The mean is left to {@link MeanOnlyNorm}. Source: Salimans and Kingma, "Weight
 * normalization", arXiv:1602.07868, equations 2, 5 and 6.
 *
 * @param name prefix of its two parameters
 * @param start of each gain before that pass: 1, or 0 for an output of zeros
 */
record WeightNormConvolution(String name, Filter filter, float start) implements Block {
  private static final double LEAST_VARIANCE = 1e-10;

  @Override
  public void declare(ParameterLayout.Builder parameters) {
    parameters.add(
        name + ".direction", filter.out(), filter.in(), filter.kernel(), filter.kernel());
    parameters.add(name + ".gain", filter.out());
  }

  @Override
  public void initialise(Initialiser initial) {
    initial.weights(filter.weights(), filter.fans());
    initial.constant(filter.out(), start);
  }

  @Override
  public NDArray apply(NDArray input, PassCursor at) {
    NDArray direction = at.parameter();
    NDArray gain = at.parameter();
    NDArray weight = at.phase() == Pass.Phase.FINISHED ? direction : weight(direction, gain);
    NDArray output = filter.apply(input, weight, null, at.members());
    return at.phase() == Pass.Phase.INITIALISING ? normalised(output, gain) : output;
  }

  /**
   * The weights W.
   *
   * @param direction V, (out, in, kernel, kernel)
   * @param gain g, (out)
   */
  static NDArray weight(NDArray direction, NDArray gain) {
    NDArray norm = direction.square().sum(new int[] {1, 2, 3}).sqrt();
    return direction.mul(gain.div(norm).reshape(-1, 1, 1, 1));
  }

  private static NDArray normalised(NDArray output, NDArray gain) {
    NDArray variance = Channels.variance(output, Channels.mean(output));
    NDArray varies = variance.gt(LEAST_VARIANCE);
    NDArray deviation = NDArrays.where(varies, variance.sqrt(), variance.onesLike());
    gain.divi(deviation);
    return output.div(Channels.spread(deviation));
  }

  @Override
  public int side(int side) {
    return filter.side(side);
  }

  @Override
  public long multiplyAccumulates(int height, int width) {
    return filter.multiplyAccumulates(height, width);
  }
}
