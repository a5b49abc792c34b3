package alrc.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

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
 * 10.1088/2632-2153/ab81e2, section 3.1. Xavier-uniform weights, zero biases. It has no
 * normalisation; with one, features are normalised before every ReLU.
 *
 * @param width multiplies 64 and 128; 1 is the paper's network
 * @param channels c, 3 for CIFAR-10 and 1 for micrographs
 * @param initial how weights are drawn
 * @param norm how features are normalised
 */
public record SupersamplingNet(double width, int channels, InitialWeights initial, Norm norm)
    implements Model {
  private static final int BLOCKS = 3;
  private static final int INITIALISING = 8;

  public SupersamplingNet {
    Limits.require(width >= 1.0 / 64 && width <= 16, "width", width, "must be in [1/64, 16]");
    Limits.require(channels >= 1 && channels <= 1024, "channels", channels, "must be in 1 … 1024");
  }

  /** The paper's: Xavier-uniform. */
  public SupersamplingNet(double width, int channels) {
    this(width, channels, InitialWeights.XAVIER, Norm.NONE);
  }

  private int scaled(int features) {
    return (int) Math.round(features * width);
  }

  private Sequence blocks() {
    return new Sequence(List.copyOf(named().values()));
  }

  private Map<String, Block> named() {
    int narrow = scaled(64);
    int wide = scaled(128);
    Map<String, Block> net = new LinkedHashMap<>();
    net.put("first", relu("first", Filter.same(5, channels, narrow)));
    net.put("widen", relu("widen", Filter.same(3, narrow, wide)));
    for (int block = 1; block <= BLOCKS; block++) {
      Filter filter = Filter.same(3, wide, wide);
      String name = "residual" + block;
      net.put(
          name, new Residual(Sequence.of(relu(name + ".a", filter), relu(name + ".b", filter))));
    }
    net.put("narrow", relu("narrow", Filter.same(3, wide, narrow)));
    net.put("last", new Convolution("last", Filter.same(5, narrow, channels)));
    return net;
  }

  private Block relu(String name, Filter filter) {
    Block features = norm.after(new Convolution(name, filter), name, filter.out());
    return Sequence.of(features, new Relu());
  }

  @Override
  public ParameterLayout layout() {
    ParameterLayout.Builder layout = new ParameterLayout.Builder();
    blocks().declare(layout);
    return layout.build();
  }

  @Override
  public ParameterLayout buffers() {
    ParameterLayout.Builder layout = new ParameterLayout.Builder();
    blocks().declareBuffers(layout);
    return layout.build();
  }

  /** Running values begin with those of a batch. */
  @Override
  public int initialisingExamples() {
    return norm == Norm.BATCH ? INITIALISING : 0;
  }

  @Override
  public float[] initialParameters(long seed) {
    float[] flat = new float[Math.toIntExact(layout().size())];
    blocks().initialise(new Initialiser(initial, seed, flat));
    return flat;
  }

  @Override
  public NDList forward(Pass pass) {
    return new NDList(blocks().apply(pass.input(), new PassCursor(pass)));
  }

  @Override
  public List<String> layers() {
    return List.copyOf(named().keySet());
  }

  @Override
  public List<UnaryOperator<NDArray>> layered(Pass pass) {
    PassCursor at = new PassCursor(pass);
    List<UnaryOperator<NDArray>> layers = new ArrayList<>();
    named().values().forEach(block -> layers.add(features -> block.apply(features, at)));
    return layers;
  }

  @Override
  public Task task() {
    return new Task.Supersampling();
  }

  @Override
  public int inputChannels() {
    return channels;
  }

  @Override
  public long multiplyAccumulates(int height, int width) {
    return blocks().multiplyAccumulates(height, width);
  }
}
