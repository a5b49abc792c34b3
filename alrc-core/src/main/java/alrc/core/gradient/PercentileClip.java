package alrc.core.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;
import alrc.settings.Preset;
import alrc.settings.Range;

/**
 * Percentile clipping: limits the gradient norm of each tensor to a percentile of its latest norms,
 * that of this step included.
 *
 * <pre>
 *   the ring keeps the latest 100 squared norms of the tensor; limit = sqrt(sorted ring[p])
 *   g ← g · min(1, limit / ‖g‖)
 * </pre>
 *
 * <p>The first norm fills the whole ring. Source: bitsandbytes, {@code
 * bitsandbytes.functional.percentile_clipping} with the kernel {@code kPercentileClipping}, since
 * removed; its optimizers had it as {@code percentile_clipping}.
 *
 * @param percentile p, a whole number from 0 to 99
 * @param window how many norms the ring keeps; p is then a percentage of it, rounded down
 */
public record PercentileClip(
    @Preset("5") @Range(least = 0, most = 99) int percentile,
    @Preset("100") @Range(least = 2, most = 10_000) int window)
    implements GradientRule {
  public PercentileClip {
    Limits.require(
        percentile >= 0 && percentile <= 99, "percentile", percentile, "must be from 0 to 99");
    Limits.require(
        window >= 2 && window <= 10_000, "window", window, "must be from 2 to 10000 norms");
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(this, layout, manager);
  }

  private static final class State extends RuleState {
    private final PercentileClip settings;
    private final Partition tensors;
    private final NDArray one;
    private final NDArray ring;
    private final Count steps = count("step");

    State(PercentileClip settings, ParameterLayout layout, NDManager parent) {
      super(layout, parent);
      this.settings = settings;
      this.tensors = Partition.tensors(layout, manager());
      this.one = constant(1);
      Shape shape = new Shape(settings.window, tensors.units());
      this.ring = zeros("ring", shape, DataType.FLOAT64);
    }

    @Override
    public void apply(Gradients gradients) {
      NDArray flat = gradients.flat();
      NDArray norms = tensors.norms(flat).toType(DataType.FLOAT64, false);
      NDArray squares = norms.mul(norms);
      if (steps.value == 0) {
        ring.addi(squares);
      } else {
        put(squares, ring.get(steps.value % settings.window));
      }
      steps.value++;
      long place = (long) settings.percentile * settings.window / 100;
      NDArray limits = ring.sort(0).get(place).sqrt();
      NDArray factors = NDArrays.where(norms.gt(limits), limits.div(norms), one);
      flat.muli(tensors.spread(factors.toType(flat.getDataType(), false)));
    }
  }
}
