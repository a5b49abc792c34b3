package alrc.core.model;

import ai.djl.ndarray.NDArray;
import alrc.core.state.ParameterLayout;

/**
 * Batch normalisation: γ·(x − μ)/sqrt(σ² + ε) + β for each channel, μ and σ² over the batch and its
 * pixels in training, running values when frozen.
 *
 * <p>Running values follow with decay 0.99; the running variance takes the batch's times m/(m − 1),
 * m values per channel. Source: Ioffe and Szegedy, "Batch normalization", arXiv:1502.03167,
 * Algorithms 1 and 2.
 *
 * @param name prefix of its parameters and buffers
 * @param channels of the input
 */
record BatchNorm(String name, int channels) implements Block {
  static final double EPSILON = 1e-5;
  static final double DECAY = 0.99;

  @Override
  public void declare(ParameterLayout.Builder parameters) {
    new GainAndBias(name, channels).declare(parameters);
  }

  @Override
  public void declareBuffers(ParameterLayout.Builder buffers) {
    buffers.add(name + ".mean", channels).add(name + ".variance", channels);
  }

  @Override
  public void initialise(Initialiser initial) {
    new GainAndBias(name, channels).initialise(initial);
  }

  @Override
  public NDArray apply(NDArray input, PassCursor at) {
    NDArray gain = at.parameter();
    NDArray bias = at.parameter();
    NDArray mean = at.buffer();
    NDArray variance = at.buffer();
    if (at.phase() == Pass.Phase.TRAINING || at.phase() == Pass.Phase.INITIALISING) {
      NDArray batchMean = Channels.mean(input);
      NDArray batchVariance = Channels.variance(input, batchMean);
      double m = (double) input.size() / batchMean.size();
      NDArray unbiased = batchVariance.stopGradient().mul(m / Math.max(m - 1, 1));
      if (at.phase() == Pass.Phase.INITIALISING) {
        Channels.overwrite(mean, batchMean.stopGradient());
        Channels.overwrite(variance, unbiased);
      } else {
        Channels.follow(mean, batchMean.stopGradient(), DECAY);
        Channels.follow(variance, unbiased, DECAY);
      }
      mean = batchMean;
      variance = batchVariance;
    }
    NDArray scale = gain.div(variance.add(EPSILON).sqrt());
    return input.sub(Channels.spread(mean)).mul(Channels.spread(scale)).add(Channels.spread(bias));
  }
}
