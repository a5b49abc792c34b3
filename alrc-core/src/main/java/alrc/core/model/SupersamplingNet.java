package alrc.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import alrc.core.parameter.ParameterLayout;
import alrc.core.random.Randomness;
import alrc.core.setting.Rule;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The 2× super-sampling network: every layer at full size with 'same' padding.
 *
 * <pre>
 *   conv5×5 c → 64 ReLU · conv3×3 64 → 128 ReLU
 *   three times: [conv3×3 128 ReLU · conv3×3 128 ReLU · + skip]
 *   conv3×3 128 → 64 ReLU · conv5×5 64 → c
 * </pre>
 *
 * <p>Source: Ede and Beanland, "Adaptive learning rate clipping stabilizes learning", doi
 * 10.1088/2632-2153/ab81e2, section 3.1. Xavier-uniform weights, zero biases.
 *
 * @param width multiplies 64 and 128; 1 is the paper's network
 * @param channels c, 3 for CIFAR-10 and 1 for micrographs
 */
public record SupersamplingNet(double width, int channels) implements Model {
  private static final int BLOCKS = 3;

  public SupersamplingNet {
    Rule.require(width >= 1.0 / 64 && width <= 16, "width", width, "must be in [1/64, 16]");
    Rule.require(channels >= 1 && channels <= 1024, "channels", channels, "must be in 1 … 1024");
  }

  private int scaled(int features) {
    return (int) Math.round(features * width);
  }

  private List<Convolution> convolutions() {
    int narrow = scaled(64);
    int wide = scaled(128);
    List<Convolution> layers = new ArrayList<>();
    layers.add(new Convolution("first", 5, channels, narrow));
    layers.add(new Convolution("widen", 3, narrow, wide));
    for (int block = 1; block <= BLOCKS; block++) {
      layers.add(new Convolution("residual" + block + ".a", 3, wide, wide));
      layers.add(new Convolution("residual" + block + ".b", 3, wide, wide));
    }
    layers.add(new Convolution("narrow", 3, wide, narrow));
    layers.add(new Convolution("last", 5, narrow, channels));
    return layers;
  }

  @Override
  public ParameterLayout layout() {
    ParameterLayout.Builder layout = new ParameterLayout.Builder();
    convolutions().forEach(layer -> layer.declare(layout));
    return layout.build();
  }

  @Override
  public float[] initialParameters(long seed) {
    float[] flat = new float[Math.toIntExact(layout().size())];
    int offset = 0;
    int index = 0;
    for (Convolution layer : convolutions()) {
      layer.initialise(flat, offset, Randomness.of(seed, "weights", index++));
      offset += layer.weights() + layer.out();
    }
    return flat;
  }

  @Override
  public NDList forward(Pass pass) {
    Iterator<Convolution> layers = convolutions().iterator();
    Iterator<NDArray> each = pass.parameters().iterator();
    NDArray features = layers.next().applyRelu(pass.input(), each);
    features = layers.next().applyRelu(features, each);
    for (int block = 0; block < BLOCKS; block++) {
      NDArray inner = layers.next().applyRelu(features, each);
      features = layers.next().applyRelu(inner, each).add(features);
    }
    features = layers.next().applyRelu(features, each);
    return new NDList(layers.next().apply(features, each));
  }

  @Override
  public int inputChannels() {
    return channels;
  }

  @Override
  public long multiplyAccumulates(int height, int width) {
    return convolutions().stream()
        .mapToLong(layer -> layer.multiplyAccumulates(height, width))
        .sum();
  }
}
