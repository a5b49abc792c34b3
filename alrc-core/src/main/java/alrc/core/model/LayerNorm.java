package alrc.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import alrc.core.state.ParameterLayout;

/**
 * Layer normalisation: γ·(x − μ)/sqrt(σ² + ε) + β, μ and σ² over all channels and pixels of one
 * example of one member, γ and β for each channel.
 *
 * <p>Source: Ba, Kiros and Hinton, "Layer normalization", arXiv:1607.06450, equation 3.
 *
 * @param name prefix of its parameters
 * @param channels of the input
 */
record LayerNorm(String name, int channels) implements Block {
  static final double EPSILON = 1e-5;

  @Override
  public void declare(ParameterLayout.Builder parameters) {
    new GainAndBias(name, channels).declare(parameters);
  }

  @Override
  public void initialise(Initialiser initial) {
    new GainAndBias(name, channels).initialise(initial);
  }

  @Override
  public NDArray apply(NDArray input, PassCursor at) {
    NDArray gain = at.parameter();
    NDArray bias = at.parameter();
    Shape shape = input.getShape();
    NDArray rows = input.reshape(shape.get(0), at.members(), -1);
    NDArray centred = rows.sub(rows.mean(new int[] {2}, true));
    NDArray variance = centred.square().mean(new int[] {2}, true);
    NDArray normal = centred.div(variance.add(EPSILON).sqrt()).reshape(shape);
    return normal.mul(Channels.spread(gain)).add(Channels.spread(bias));
  }
}
