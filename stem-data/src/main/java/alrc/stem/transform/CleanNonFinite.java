package alrc.stem.transform;

import java.util.random.RandomGenerator;

/** Replaces NaN and ±Inf by 0 (Ede &amp; Beanland, arXiv:1905.13667, preprocessing step 1). */
public record CleanNonFinite() implements Transform {
  @Override
  public String kind() {
    return "clean-non-finite";
  }

  @Override
  public Example apply(Example example, RandomGenerator random) {
    if (Finite.all(example.truth())) {
      return example;
    }
    float[] clean = example.truth().clone();
    for (int i = 0; i < clean.length; i++) {
      clean[i] = Float.isFinite(clean[i]) ? clean[i] : 0;
    }
    return example.withTruth(clean);
  }
}
