package alrc.stem.transform;

import java.util.random.RandomGenerator;

/** Rescales to [0, 1]: (x − min) / (max − min); where max − min &lt; 1e-6, all 0.5. */
public record RescaleUnit() implements Transform {
  @Override
  public String kind() {
    return "rescale-unit";
  }

  @Override
  public boolean rescales() {
    return true;
  }

  @Override
  public Example apply(Example example, RandomGenerator random) {
    float[] scaled = new float[example.truth().length];
    if (!example.range().isConstant()) {
      example.range().toUnit(example.truth(), scaled);
    }
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = 0.5f * scaled[i] + 0.5f;
    }
    return example.withTruth(scaled);
  }
}
