package alrc.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import org.jspecify.annotations.Nullable;

/**
 * A grouped convolution whose groups are padded with zero channels.
 *
 * <p>oneDNN has vector kernels only for groups of whole blocks of channels; images of one or three
 * channels take a general matrix product that is five times as slow, two fifths of a step at width
 * 1/4. The zeros add nothing to a sum and get no gradient.
 *
 * @param filter whose channels are no whole block
 * @param members groups
 */
record GroupPadding(Filter filter, int members) {
  private static final Shape ONE = new Shape(1, 1);

  /** Whether a filter's channels need padding for a number of members. */
  static boolean pays(Filter filter, int members) {
    return members > 1
        && (filled(filter.in()) != filter.in() || filled(filter.out()) != filter.out());
  }

  /** Whole blocks of channels: 8, or multiples of 16. */
  private static int filled(int channels) {
    return channels <= 8 ? 8 : (channels + 15) / 16 * 16;
  }

  NDArray apply(
      NDArray input, NDArray weight, @Nullable NDArray bias, Shape stride, Shape padding) {
    int block = Math.max(filled(filter.in()), filled(filter.out()));
    int in = block == 8 ? 8 : Math.max(16, filled(filter.in()));
    int out = block == 8 ? 8 : Math.max(16, filled(filter.out()));
    NDArray seen = channels(input, filter.in(), in);
    NDArray wide = rows(in == filter.in() ? weight : columns(weight, in), out);
    NDArray wideBias = bias == null ? null : rows(bias, out);
    NDArray all =
        Conv2d.conv2d(seen, wide, wideBias, stride, padding, ONE, members).singletonOrThrow();
    return kept(all, out);
  }

  /** (N, K·from, h, w) to (N, K·to, h, w). */
  private NDArray channels(NDArray input, int from, int to) {
    if (from == to) {
      return input;
    }
    Shape shape = input.getShape();
    long n = shape.get(0);
    long h = shape.get(2);
    long w = shape.get(3);
    NDArray zeros = zeros(input, n, members, to - from, h, w);
    return input
        .reshape(n, members, from, h, w)
        .concat(zeros, 2)
        .reshape(n, (long) members * to, h, w);
  }

  private NDArray columns(NDArray weight, int in) {
    int kernel = filter.kernel();
    long filters = (long) members * filter.out();
    return weight.concat(zeros(weight, filters, in - filter.in(), kernel, kernel), 1);
  }

  /** (K·out, …) to (K·to, …). */
  private NDArray rows(NDArray parameter, int to) {
    if (to == filter.out()) {
      return parameter;
    }
    long[] shape = parameter.getShape().getShape().clone();
    long each = parameter.size() / ((long) members * filter.out());
    NDArray zeros = zeros(parameter, members, (to - filter.out()) * each);
    shape[0] = (long) members * to;
    return parameter.reshape(members, filter.out() * each).concat(zeros, 1).reshape(shape);
  }

  private NDArray kept(NDArray all, int out) {
    if (out == filter.out()) {
      return all;
    }
    Shape shape = all.getShape();
    long n = shape.get(0);
    long h = shape.get(2);
    long w = shape.get(3);
    NDIndex first = new NDIndex(":, :, :" + filter.out());
    return all.reshape(n, members, out, h, w)
        .get(first)
        .reshape(n, (long) members * filter.out(), h, w);
  }

  private static NDArray zeros(NDArray like, long... shape) {
    return like.getManager().zeros(new Shape(shape), like.getDataType());
  }
}
