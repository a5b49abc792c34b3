package alrc.stem.transform;

import alrc.stem.transform.Example.Blankness;
import java.util.random.RandomGenerator;

/**
 * Rescales to [−1, 1]: (x − (min+max)/2) / ((max−min)/2); where max − min &lt; 1e-6, all 0 and
 * blank (Ede &amp; Beanland, arXiv:1905.13667, preprocessing step 2). Records the range it found.
 */
public record RescaleMinMax() implements Transform {
  @Override
  public String kind() {
    return "rescale-min-max";
  }

  @Override
  public Example apply(Example example, RandomGenerator random) {
    float[] truth = example.truth();
    ValueRange range = ValueRange.of(truth);
    float[] scaled = new float[truth.length];
    if (range.isConstant()) {
      return example.rescaled(scaled, range.min(), range.max(), Blankness.BLANK);
    }
    range.toUnit(truth, scaled);
    return example.rescaled(scaled, range.min(), range.max(), Blankness.VARIED);
  }
}
