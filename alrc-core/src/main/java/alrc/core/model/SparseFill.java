package alrc.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;

/**
 * Fills the gaps between selected pixels with an image of few coefficients of the cosine transform
 * (DCT-II, orthonormal): minimises
 *
 * <pre>
 * ½ Σ over selected pixels (u − f)² + {@value #THRESHOLD} · Σ |coefficients of u, but the mean's|
 * </pre>
 *
 * by iterative soft thresholding with Nesterov's momentum, while the threshold falls exponentially
 * from the largest coefficient over the first half of {@value #ITERATIONS} iterations. Sources:
 * Beck and Teboulle, doi:10.1137/080716542; Elad, Starck, Querre and Donoho,
 * doi:10.1016/j.acha.2005.03.005. The baseline {@code sparse-dct} does the same in float64.
 */
final class SparseFill {
  static final double THRESHOLD = 0.5;
  static final int ITERATIONS = 24;

  private final NDArray down;
  private final NDArray along;
  private final NDArray known;
  private final NDArray given;
  private final NDArray free;

  private SparseFill(NDArray values, NDArray mask) {
    Shape shape = mask.getShape();
    this.down = transform(mask, Math.toIntExact(shape.get(2)));
    this.along = transform(mask, Math.toIntExact(shape.get(3)));
    this.known = mask.gt(0).toType(mask.getDataType(), false);
    this.given = known.mul(values);
    this.free = known.neg().add(1);
  }

  /**
   * Fills images.
   *
   * @param values (N, 1, height, width), any finite value where the weight is 0
   * @param mask weights ≥ 0 of the same shape
   * @return the same shape, within [−1, 1]
   */
  static NDArray fill(NDArray values, NDArray mask) {
    return new SparseFill(values, mask).image().clip(-1, 1).stopGradient();
  }

  private NDArray image() {
    NDArray count = known.sum(Fill.PIXELS, true).maximum(1);
    NDArray image = given.add(free.mul(given.sum(Fill.PIXELS, true).div(count)));
    NDArray variable = variable();
    NDArray largest = Fill.largest(coefficients(image).mul(variable).abs()).maximum(THRESHOLD);
    NDArray ahead = image;
    double momentum = 1;
    for (int i = 0; i < ITERATIONS; i++) {
      NDArray lastImage = image;
      NDArray lastAhead = ahead;
      double grown = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        double fall = Math.min(1, 2.0 * i / ITERATIONS);
        NDArray threshold = largest.log().mul(1 - fall).add(fall * Math.log(THRESHOLD)).exp();
        NDArray next = softened(ahead, threshold.mul(variable));
        ahead = next.sub(image).muli((momentum - 1) / grown).addi(next);
        image = next;
        NDScope.unregister(image, ahead);
      }
      lastImage.close();
      lastAhead.close();
      momentum = grown;
    }
    // No scope has the last two: the scope of the caller takes them over.
    NDScope.register(image);
    NDScope.register(ahead);
    return image;
  }

  private NDArray softened(NDArray ahead, NDArray threshold) {
    NDArray all = coefficients(ahead.mul(free).addi(given));
    NDArray small = all.minimum(threshold).maximum(threshold.neg());
    return down.transpose().matMul(all.subi(small)).matMul(along);
  }

  private NDArray coefficients(NDArray image) {
    return down.matMul(image).matMul(along.transpose());
  }

  /** 0 for the coefficient of the mean, else 1. */
  private NDArray variable() {
    int height = Math.toIntExact(down.getShape().get(0));
    int width = Math.toIntExact(along.getShape().get(0));
    float[] all = new float[height * width];
    java.util.Arrays.fill(all, 1);
    all[0] = 0;
    return array(down, all, new Shape(1, 1, height, width));
  }

  /** The matrix of the transform: row k has the cosine of frequency k. */
  private static NDArray transform(NDArray like, int side) {
    double[] cosines = new double[4 * side];
    for (int i = 0; i < cosines.length; i++) {
      cosines[i] = StrictMath.cos(Math.PI * i / (2 * side));
    }
    float[] matrix = new float[side * side];
    for (int k = 0; k < side; k++) {
      double scale = StrictMath.sqrt((k == 0 ? 1.0 : 2.0) / side);
      for (int i = 0; i < side; i++) {
        matrix[k * side + i] = (float) (scale * cosines[(2 * i + 1) * k % (4 * side)]);
      }
    }
    return array(like, matrix, new Shape(side, side));
  }

  private static NDArray array(NDArray like, float[] values, Shape shape) {
    return like.getManager().create(values, shape).toType(like.getDataType(), false);
  }
}
