package alrc.stem.transform;

import java.util.random.RandomGenerator;

/**
 * Rescales to [−1, 1]: (x − (min+max)/2) / ((max−min)/2); where max − min &lt; 1e-6, all 0 (Ede
 * &amp; Beanland, arXiv:1905.13667, preprocessing step 2).
 */
public record RescaleMinMax() implements Transform {
  @Override
  public String kind() {
    return "rescale-min-max";
  }

  @Override
  public boolean rescales() {
    return true;
  }

  @Override
  public Example apply(Example example, RandomGenerator random) {
    float[] truth = example.truth();
    ValueRange range = example.range();
    float[] scaled = new float[truth.length];
    if (!range.isConstant()) {
      range.toUnit(truth, scaled);
    }
    return example.withTruth(scaled);
  }
}
