package alrc.core.model;

/** How the features of a network's layers are normalised, between convolution and ReLU. */
public enum Norm {
  /** Not at all: the published network. */
  NONE,
  /** Over the batch, with running values from the middle of a training on. */
  BATCH,
  /** Over all features of an example. */
  LAYER;

  /**
   * The convolution, normalised.
   *
   * @param name prefix of the convolution
   * @param channels of its output
   */
  Block after(Convolution convolution, String name, int channels) {
    return switch (this) {
      case NONE -> convolution;
      case BATCH -> Sequence.of(convolution, new BatchNorm(name + ".norm", channels));
      case LAYER -> Sequence.of(convolution, new LayerNorm(name + ".norm", channels));
    };
  }
}
