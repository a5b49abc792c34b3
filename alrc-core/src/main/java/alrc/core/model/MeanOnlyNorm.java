package alrc.core.model;

import ai.djl.ndarray.NDArray;
import alrc.core.parameter.ParameterLayout;

/**
 * Mean-only batch normalisation with a running mean: each channel less its running mean μ.
 *
 * <p>A training pass first moves μ ← 0.99 μ + 0.01 · mean of the batch, through which no gradient
 * flows; a frozen one takes μ as it is; the initialising one sets it to the batch's. Source:
 * Salimans and Kingma, "Weight normalization", arXiv:1602.07868, section 2.3; the running mean in
 * training, its decay and the freezing as in Ede and Beanland, "Partial Scanning Transmission
 * Electron Microscopy with Deep Learning", arXiv:1905.13667 (their code subtracts the batch's
 * mean).
 *
 * @param name prefix of its buffer
 * @param channels of the input
 */
record MeanOnlyNorm(String name, int channels) implements Block {
  static final double DECAY = 0.99;

  @Override
  public void declare(ParameterLayout.Builder parameters) {
    // trains nothing
  }

  @Override
  public void declareBuffers(ParameterLayout.Builder buffers) {
    buffers.add(name + ".mean", channels);
  }

  @Override
  public void initialise(Initialiser initial) {
    // trains nothing
  }

  @Override
  public NDArray apply(NDArray input, PassCursor at) {
    NDArray running = at.buffer();
    switch (at.phase()) {
      case INITIALISING -> Channels.overwrite(running, Channels.mean(input.stopGradient()));
      case TRAINING -> Channels.follow(running, Channels.mean(input.stopGradient()), DECAY);
      case FROZEN -> {}
    }
    return input.sub(Channels.spread(running));
  }
}
