package alrc.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import alrc.core.parameter.ParameterLayout;
import java.util.Iterator;
import java.util.SplittableRandom;

/**
 * A convolution with bias, stride 1 and 'same' zero padding.
 *
 * @param name prefix of its two parameters
 * @param kernel side of the kernel in pixels, odd
 * @param in channels in
 * @param out channels out
 */
record Convolution(String name, int kernel, int in, int out) {
  private static final Shape STRIDE = new Shape(1, 1);

  void declare(ParameterLayout.Builder layout) {
    layout.add(name + ".weight", out, in, kernel, kernel);
    layout.add(name + ".bias", out);
  }

  /** Weight count. */
  int weights() {
    return out * in * kernel * kernel;
  }

  /**
   * Xavier-uniform weights: U(−a, a), a = sqrt(6 / (fan in + fan out)), fans counted with the
   * kernel's area. Source: Glorot and Bengio, "Understanding the difficulty of training deep
   * feedforward neural networks", AISTATS 2010, equation 16.
   */
  void initialise(float[] flat, int offset, SplittableRandom random) {
    double area = (double) kernel * kernel;
    double bound = StrictMath.sqrt(6.0 / ((in + out) * area));
    for (int i = 0; i < weights(); i++) {
      flat[offset + i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
  }

  /** Takes its weight and its bias from the parameters and applies them. */
  NDArray apply(NDArray input, Iterator<NDArray> parameters) {
    int margin = kernel / 2;
    return Conv2d.conv2d(
            input, parameters.next(), parameters.next(), STRIDE, new Shape(margin, margin))
        .singletonOrThrow();
  }

  NDArray applyRelu(NDArray input, Iterator<NDArray> parameters) {
    return Activation.relu(apply(input, parameters));
  }

  long multiplyAccumulates(int height, int width) {
    return (long) weights() * height * width;
  }
}
