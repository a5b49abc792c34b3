package alrc.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import alrc.settings.Limits;
import org.jspecify.annotations.Nullable;

/**
 * The linear map of a convolution, without its parameters: square kernels of odd side, zero padding
 * of half a kernel on every side.
 *
 * @param kernel side of the kernel in pixels
 * @param in channels in
 * @param out channels out
 * @param sampling how height and width change
 */
record Filter(int kernel, int in, int out, Sampling sampling) {
  /** What a convolution does to height and width. */
  enum Sampling {
    /** Keeps them. */
    SAME,
    /** Stride 2: halves them. */
    HALVING,
    /** A transposed convolution with stride 2: doubles them. */
    DOUBLING
  }

  private static final Shape ONE = new Shape(1, 1);
  private static final Shape TWO = new Shape(2, 2);
  private static final NDIndex CENTRE = new NDIndex(":, :, 1:2, 1:2");
  private static final NDIndex CENTRE_ROW = new NDIndex(":, :, 1:2, ::2");
  private static final NDIndex CENTRE_COLUMN = new NDIndex(":, :, ::2, 1:2");
  private static final NDIndex CORNERS = new NDIndex(":, :, ::2, ::2");
  private static final NDIndex NOT_FIRST_ROW = new NDIndex(":, :, 1:, :");
  private static final NDIndex NOT_FIRST_COLUMN = new NDIndex(":, :, :, 1:");
  private static final NDIndex NOT_FIRST = new NDIndex(":, :, 1:, 1:");

  Filter {
    Limits.require(kernel % 2 == 1 && kernel >= 1, "kernel", kernel, "must be odd");
    Limits.require(
        sampling != Sampling.DOUBLING || kernel == 3, "kernel", kernel, "must be 3 to double");
  }

  static Filter same(int kernel, int in, int out) {
    return new Filter(kernel, in, out, Sampling.SAME);
  }

  static Filter halving(int in, int out) {
    return new Filter(3, in, out, Sampling.HALVING);
  }

  static Filter doubling(int in, int out) {
    return new Filter(3, in, out, Sampling.DOUBLING);
  }

  /** Weight count. */
  int weights() {
    return out * in * kernel * kernel;
  }

  /** Fan in + fan out. */
  double fans() {
    return (in + out) * ((double) kernel * kernel);
  }

  int side(int side) {
    return switch (sampling) {
      case SAME -> side;
      case HALVING -> (side + 1) / 2;
      case DOUBLING -> 2 * side;
    };
  }

  long multiplyAccumulates(int height, int width) {
    return sampling == Sampling.DOUBLING
        ? (long) weights() * height * width
        : (long) weights() * side(height) * side(width);
  }

  /**
   * Applies the map.
   *
   * @param input shape (N, K·in, height, width)
   * @param weight shape (K·out, in, kernel, kernel)
   * @param bias shape (K·out), or null
   * @param members K
   */
  NDArray apply(NDArray input, NDArray weight, @Nullable NDArray bias, int members) {
    if (sampling == Sampling.DOUBLING) {
      NDArray doubled = doubled(input, weight, members);
      return bias == null ? doubled : doubled.add(bias.reshape(1, -1, 1, 1));
    }
    Shape stride = sampling == Sampling.SAME ? ONE : TWO;
    Shape padding = new Shape(kernel / 2, kernel / 2);
    if (GroupPadding.pays(this, members)) {
      return new GroupPadding(this, members).apply(input, weight, bias, stride, padding);
    }
    return Conv2d.conv2d(input, weight, bias, stride, padding, ONE, members).singletonOrThrow();
  }

  /**
   * The convolution of the input, spread out to every other row and column with zeros between and
   * after. The engine has no transposed convolution; of its 36 products per input pixel only the
   * nine that meet no zero are formed, as four small convolutions, one for each parity of output
   * row and column. Weights are ordered as in any convolution; other libraries' transposed
   * convolutions have them turned by 180° with in and out exchanged.
   */
  private static NDArray doubled(NDArray input, NDArray weight, int members) {
    NDArray evenEven = taps(input, weight.get(CENTRE), 0, 0, members);
    NDArray evenOdd = taps(input, weight.get(CENTRE_ROW), 0, 1, members).get(NOT_FIRST_COLUMN);
    NDArray oddEven = taps(input, weight.get(CENTRE_COLUMN), 1, 0, members).get(NOT_FIRST_ROW);
    NDArray oddOdd = taps(input, weight.get(CORNERS), 1, 1, members).get(NOT_FIRST);
    Shape small = evenEven.getShape();
    long n = small.get(0);
    long channels = small.get(1);
    long height = small.get(2);
    long width = small.get(3);
    NDArray even = evenEven.stack(evenOdd, 4).reshape(n, channels, height, 2 * width);
    NDArray odd = oddEven.stack(oddOdd, 4).reshape(n, channels, height, 2 * width);
    return even.stack(odd, 3).reshape(n, channels, 2 * height, 2 * width);
  }

  private static NDArray taps(NDArray input, NDArray weight, int down, int across, int members) {
    return Conv2d.conv2d(input, weight, null, ONE, new Shape(down, across), ONE, members)
        .singletonOrThrow();
  }
}
