package alrc.core.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;
import alrc.settings.Preset;

/**
 * CProp around an optimizer: its update is multiplied, entry by entry, by how much the gradients of
 * the past agree on a sign.
 *
 * <pre>
 *   m, v = bias-corrected running means of g and g²     n = (1 − β^t) / (1 − β)
 *   se = sqrt(max(v − m², 0) / (n − 1 + ε)) + ε
 *   scale = min(1, 2c · |Φ(−m / se) − ½|)
 * </pre>
 *
 * <p>Source: Preechakul and Kijsirikul, "CProp: adaptive learning rate scaling from past gradient
 * conformity", arXiv:1912.11493, with the normal distribution of the reference code. The variance v
 * − m² follows from West's update (Communications of the ACM 22, 1979), as the difference of two
 * float32 means would have no digits left.
 *
 * @param decay β, in [0, 1)
 * @param confidence c, &gt; 0
 * @param epsilon ε, &gt; 0
 */
public record ConformityScale(
    @Preset(value = "0.999", written = true) double decay,
    @Preset(value = "1", written = true) double confidence,
    @Preset(value = "1e-8", written = true) double epsilon)
    implements SurroundingRule {
  public ConformityScale {
    Limits.decay("decay", decay);
    Limits.positive("confidence", confidence);
    Limits.positive("epsilon", epsilon);
  }

  @Override
  public Running around(GradientRule optimizer, ParameterLayout layout, NDManager manager) {
    return new State(this, optimizer, layout, manager);
  }

  private static final class State extends AroundState {
    private final ConformityScale settings;
    private final NDArray decay;
    private final NDArray gain;
    private final NDArray epsilon;
    private final NDArray one;
    private final NDArray mean;
    private final NDArray spread;
    private final Real power = real("decay-power", 1);

    State(
        ConformityScale settings,
        GradientRule optimizer,
        ParameterLayout layout,
        NDManager parent) {
      super(optimizer, layout, parent);
      this.settings = settings;
      this.decay = constant(settings.decay);
      this.gain = constant(1 - settings.decay);
      this.epsilon = constant(settings.epsilon);
      this.one = constant(1);
      this.mean = vector("mean");
      this.spread = vector("spread");
    }

    @Override
    public void apply(Gradients gradients) {
      NDArray scale = scale(gradients.flat());
      optimizer().apply(gradients);
      gradients.flat().muli(scale);
    }

    /** Π of what the paper's Φ gives: 2 · |Φ(x) − ½| = |erf(x / √2)|. */
    private NDArray scale(NDArray gradient) {
      power.value *= settings.decay;
      double weight = 1 - power.value;
      double count = weight / (1 - settings.decay);
      NDArray before = gradient.sub(mean);
      mean.addi(before.mul((1 - settings.decay) / weight));
      spread.muli(decay).addi(before.muli(gradient.sub(mean)).muli(gain));
      double factor = 1 / weight / (count - 1 + settings.epsilon);
      NDArray error = spread.mul(factor).sqrt().addi(epsilon);
      NDArray conformity = mean.div(error).muli(StrictMath.sqrt(0.5)).erf().abs();
      return conformity.muli(settings.confidence).minimum(one);
    }
  }
}
