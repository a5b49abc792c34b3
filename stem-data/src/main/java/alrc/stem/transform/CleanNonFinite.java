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
    return example.range().isFinite()
        ? example
        : example.withTruth(Finite.cleaned(example.truth(), example.scale().pixel(0)));
  }
}
