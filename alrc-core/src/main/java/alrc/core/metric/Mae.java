package alrc.core.metric;

/** Mean absolute error: mean(|completion − truth|), in units of the images. */
public record Mae() implements Metric {
  @Override
  public String name() {
    return "mae";
  }

  @Override
  public boolean largerIsBetter() {
    return false;
  }

  @Override
  public String source() {
    return "mean absolute error on [-1, 1]";
  }

  @Override
  public double of(ImagePair pair) {
    float[] truth = pair.truth();
    float[] completion = pair.completion();
    double sum = 0;
    for (int i = 0; i < truth.length; i++) {
      sum += Math.abs((double) completion[i] - truth[i]);
    }
    return sum / truth.length;
  }
}
