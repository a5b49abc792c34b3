package alrc.core.model;

import ai.djl.ndarray.NDArray;
import alrc.core.state.ParameterLayout;

/**
 * Mean-only batch normalisation: each channel less its mean, of the batch and its pixels in
 * training, the running mean μ when frozen.
 *
 * <p>A training pass also moves μ ← 0.99 μ + 0.01 · mean of the batch; the initialising one sets
 * it. The gradient flows through the batch's mean: with a constant in its place, such as a running
 * mean, channels drift until the network diverges (Ioffe and Szegedy, arXiv:1502.03167, section 2).
 * Source: Salimans and Kingma, "Weight normalization", arXiv:1602.07868, section 2.3; decay and
 * freezing as in Ede and Beanland, "Partial Scanning Transmission Electron Microscopy with Deep
 * Learning", arXiv:1905.13667 (their code never freezes).
 *
 * @param name prefix of its buffer
 * @param channels of the input
 */
record MeanOnlyNorm(String name, int channels) implements Block {
  static final double DECAY = 0.99;

  @Override
  public void declare(ParameterLayout.Builder parameters) {
    // has no parameters
  }

  @Override
  public void declareBuffers(ParameterLayout.Builder buffers) {
    buffers.add(name + ".mean", channels);
  }

  @Override
  public void initialise(Initialiser initial) {
    // has no parameters
  }

  @Override
  public NDArray apply(NDArray input, PassCursor at) {
    NDArray running = at.buffer();
    if (at.phase() == Pass.Phase.FINISHED) {
      return input.subi(Channels.spread(running));
    }
    if (at.phase() == Pass.Phase.FROZEN) {
      return input.sub(Channels.spread(running));
    }
    NDArray mean = Channels.mean(input);
    if (at.phase() == Pass.Phase.INITIALISING) {
      Channels.overwrite(running, mean.stopGradient());
    } else {
      Channels.follow(running, mean.stopGradient(), DECAY);
    }
    return input.sub(Channels.spread(mean));
  }
}
