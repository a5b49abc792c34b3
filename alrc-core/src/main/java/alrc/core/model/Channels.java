package alrc.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

/** Statistics of feature maps (N, C, height, width), one value per channel: shape (C). */
final class Channels {
  private static final NDIndex FIRST = new NDIndex(":, :, 0:1, :, :");

  private Channels() {}

  static NDArray mean(NDArray features) {
    long n = features.getShape().get(0);
    long channels = features.getShape().get(1);
    return features.reshape(n, channels, -1).mean(new int[] {2}).mean(new int[] {0});
  }

  /** The mean square distance from given values. */
  static NDArray variance(NDArray features, NDArray mean) {
    return mean(features.sub(spread(mean)).square());
  }

  /** Reshapes one value per channel to (1, C, 1, 1), for operations with feature maps. */
  static NDArray spread(NDArray values) {
    return values.reshape(1, -1, 1, 1);
  }

  /**
   * The channels of two arrays, member by member.
   *
   * @param first (N, members·A, height, width)
   * @param second (N, members·B, height, width)
   * @return (N, members·(A + B), height, width)
   */
  static NDArray beside(NDArray first, NDArray second, int members) {
    Shape shape = first.getShape();
    NDArray both = byMember(first, members).concat(byMember(second, members), 2);
    return both.reshape(shape.get(0), -1, shape.get(2), shape.get(3));
  }

  /**
   * The first channel of each member.
   *
   * @param features (N, members·A, height, width)
   * @return (N, members, height, width)
   */
  static NDArray first(NDArray features, int members) {
    Shape shape = features.getShape();
    return byMember(features, members)
        .get(FIRST)
        .reshape(shape.get(0), members, shape.get(2), shape.get(3));
  }

  private static NDArray byMember(NDArray features, int members) {
    Shape shape = features.getShape();
    return features.reshape(shape.get(0), members, -1, shape.get(2), shape.get(3));
  }

  /** Overwrites a buffer; the engine's interface has no method that sets one. */
  static void overwrite(NDArray buffer, NDArray values) {
    buffer.muli(0).addi(values);
  }

  /** buffer ← decay · buffer + (1 − decay) · values. */
  static void follow(NDArray buffer, NDArray values, double decay) {
    buffer.muli(decay).addi(values.mul(1 - decay));
  }
}
