package alrc.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;
import java.util.ArrayList;
import java.util.List;

/**
 * The two-stage generator that completes partial scans, with its auxiliary trainer. Input: scan and
 * mask, (N, K·2, size, size). Heads: the completion (N, K, size, size), and the trainer's at half
 * the size.
 *
 * <p>With a {@link Fill} the first convolutions also get its three channels, and both heads are
 * added to the sparse one; their last gains are 0 at first, so that training begins with it.
 *
 * <pre>
 *   inner, at half size:   conv5×5 2 → 64 · stride-2 conv3×3 → 128 → 256 → 512 → 768
 *                          six times: [three conv3×3 768, + skip]
 *                          stride-2 transposed conv3×3 → 512 → 256 → 128 → 64: the features
 *   trainer, on those:     conv3×3 → 64 · conv3×3 → 1
 *   outer, at full size:   conv5×5 2 → 32 · stride-2 conv3×3 → 64 · + features
 *                          three times: [three conv3×3 64, + skip]
 *                          stride-2 transposed conv3×3 → 32 · conv3×3 → 32 · conv3×3 → 1
 * </pre>
 *
 * <p>Every convolution is weight-normalised and has no bias; all but the last of each head are
 * followed by mean-only batch normalisation and ReLU. Half size is bilinear, with aligned corners.
 * The inner network minimises the sum of both losses; the outer network and the trainer minimise
 * their own, which also minimises the sum. The trainer's rate is twice the others'.
 *
 * <p>Source: Ede and Beanland, "Partial Scanning Transmission Electron Microscopy with Deep
 * Learning", arXiv:1905.13667. Where the published code differs, the paper is followed: all
 * convolutions are normalised alike; no biases; running means are followed while the batch's are
 * subtracted, then frozen and subtracted themselves; the initialising pass sees data: one example
 * at 512, more of smaller ones, see {@link #initialisingExamples}; ReLU, never leaky; no buffer of
 * hard examples. Not in the paper, and chosen here: strided convolutions pad one pixel on every
 * side.
 *
 * @param width multiplies all numbers of features but 1 and 2; 1 is the paper's network
 * @param size height and width of the scans in pixels, a multiple of 32, ≥ 64; 512 in the paper
 * @param initial how the directions of the weights are drawn; the paper's are normal
 * @param fill whether scans are filled first; not in the paper, which has none
 */
public record PartialScanNet(double width, int size, InitialWeights initial, Fill fill)
    implements Model {
  /** Scan and mask. */
  private static final int INPUTS = 2;

  /**
   * The number of values that one example of the paper's size has per channel at the smallest size.
   */
  private static final int BOTTOM_VALUES = 256;

  private static final String TRAINER = "trainer";
  private static final double TRAINER_RATE = 2;
  private static final int[] DEEPER = {64, 128, 256, 512, 768};

  public PartialScanNet {
    Limits.require(width >= 1.0 / 32 && width <= 4, "width", width, "must be in [1/32, 4]");
    Limits.require(
        size >= 64 && size <= 8192 && size % 32 == 0,
        "size",
        size,
        "must be a multiple of 32 in 64 … 8192");
  }

  /** The paper's, which fills nothing. */
  public PartialScanNet(double width, int size, InitialWeights initial) {
    this(width, size, initial, Fill.NONE);
  }

  private int inputs() {
    return INPUTS + fill.channels();
  }

  private WeightNormConvolution last(String name, int features) {
    float gain = fill == Fill.NONE ? 1 : 0;
    return new WeightNormConvolution(name, Filter.same(3, features, 1), gain);
  }

  private int scaled(int features) {
    return (int) Math.round(features * width);
  }

  /** The four sub-networks, in the order of their parameters. */
  private record Nets(Block inner, Block outerDown, Block outerUp, Block trainer) {
    Sequence inOrder() {
      return Sequence.of(inner, outerDown, outerUp, trainer);
    }
  }

  private Nets nets() {
    return new Nets(inner(), outerDown(), outerUp(), trainer());
  }

  private Block inner() {
    int depth = DEEPER.length - 1;
    Sequence.Builder net = new Sequence.Builder();
    net.add(hidden("inner.first", Filter.same(5, inputs(), scaled(DEEPER[0]))));
    for (int i = 1; i <= depth; i++) {
      net.add(hidden("inner.down" + i, Filter.halving(scaled(DEEPER[i - 1]), scaled(DEEPER[i]))));
    }
    for (int i = 1; i <= 6; i++) {
      net.add(residual("inner.residual" + i, scaled(DEEPER[depth])));
    }
    for (int i = depth; i >= 1; i--) {
      net.add(hidden("inner.up" + i, Filter.doubling(scaled(DEEPER[i]), scaled(DEEPER[i - 1]))));
    }
    return net.build();
  }

  private Block outerDown() {
    return Sequence.of(
        hidden("outer.first", Filter.same(5, inputs(), scaled(32))),
        hidden("outer.down", Filter.halving(scaled(32), scaled(64))));
  }

  private Block outerUp() {
    return Sequence.of(
        residual("outer.residual1", scaled(64)),
        residual("outer.residual2", scaled(64)),
        residual("outer.residual3", scaled(64)),
        hidden("outer.up", Filter.doubling(scaled(64), scaled(32))),
        hidden("outer.smooth", Filter.same(3, scaled(32), scaled(32))),
        last("outer.last", scaled(32)));
  }

  private Block trainer() {
    return Sequence.of(
        hidden(TRAINER + ".first", Filter.same(3, scaled(64), scaled(64))),
        last(TRAINER + ".last", scaled(64)));
  }

  private static Block residual(String name, int features) {
    Filter filter = Filter.same(3, features, features);
    return new Residual(
        Sequence.of(
            hidden(name + ".a", filter), hidden(name + ".b", filter), hidden(name + ".c", filter)));
  }

  private static Block hidden(String name, Filter filter) {
    return Sequence.of(
        new WeightNormConvolution(name, filter, 1),
        new MeanOnlyNorm(name, filter.out()),
        new Relu());
  }

  @Override
  public ParameterLayout layout() {
    ParameterLayout.Builder layout = new ParameterLayout.Builder();
    nets().inOrder().declare(layout);
    return layout.build();
  }

  @Override
  public ParameterLayout buffers() {
    ParameterLayout.Builder layout = new ParameterLayout.Builder();
    nets().inOrder().declareBuffers(layout);
    return layout.build();
  }

  @Override
  public float[] initialParameters(long seed) {
    float[] flat = new float[Math.toIntExact(layout().size())];
    nets().inOrder().initialise(new Initialiser(initial, seed, flat));
    return flat;
  }

  @Override
  public NDList forward(Pass pass) {
    PassCursor at = new PassCursor(pass);
    NDArray filled = fill.of(pass.input());
    if (filled == null) {
      return heads(pass.input(), at);
    }
    NDList heads = heads(Channels.beside(pass.input(), filled, pass.members()), at);
    NDArray sparse = Channels.first(filled, pass.members());
    return new NDList(
        heads.get(0).add(sparse), heads.get(1).add(HalfSize.of(sparse).stopGradient()));
  }

  private NDList heads(NDArray input, PassCursor at) {
    Nets nets = nets();
    NDArray features = nets.inner().apply(HalfSize.of(input), at);
    NDArray outer = nets.outerDown().apply(input, at).add(features);
    NDArray completion = nets.outerUp().apply(outer, at);
    return new NDList(completion, nets.trainer().apply(features, at));
  }

  /** Each direction is replaced by the weights that it and the gain after it make. */
  @Override
  public List<NDArray> finished(List<NDArray> parameters) {
    List<NDArray> finished = new ArrayList<>(parameters);
    for (int i = 0; i < finished.size(); i += 2) {
      finished.set(i, WeightNormConvolution.weight(parameters.get(i), parameters.get(i + 1)));
    }
    return finished;
  }

  /** As many as give {@value #BOTTOM_VALUES} values of each channel at the smallest size. */
  @Override
  public int initialisingExamples() {
    int bottom = size / 32;
    return Math.max(1, BOTTOM_VALUES / (bottom * bottom));
  }

  @Override
  public int heads() {
    return 2;
  }

  @Override
  public double rateFactor(String parameter) {
    return parameter.startsWith(TRAINER + ".") ? TRAINER_RATE : 1;
  }

  @Override
  public Task task() {
    return new Task.Completion(size);
  }

  @Override
  public int inputChannels() {
    return INPUTS;
  }

  @Override
  public long multiplyAccumulates(int height, int width) {
    Nets nets = nets();
    int h = height / 2;
    int w = width / 2;
    return nets.inner().multiplyAccumulates(h, w)
        + nets.trainer().multiplyAccumulates(h, w)
        + nets.outerDown().multiplyAccumulates(height, width)
        + nets.outerUp().multiplyAccumulates(h, w);
  }
}
