package alrc.stem.transform;

import java.util.random.RandomGenerator;

/**
 * Rescales to mean 0 and standard deviation 1 (divisor n), computed in float64; where max − min
 * &lt; 1e-6, all 0.
 */
public record Standardise() implements Transform {
  @Override
  public String kind() {
    return "standardise";
  }

  @Override
  public boolean rescales() {
    return true;
  }

  @Override
  public Example apply(Example example, RandomGenerator random) {
    float[] truth = example.truth();
    float[] scaled = new float[truth.length];
    if (!example.range().isConstant()) {
      Moments moments = Moments.of(truth);
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] = (float) ((truth[i] - moments.mean()) / moments.deviation());
      }
    }
    return example.withTruth(scaled);
  }
}
