package alrc.core.metric;

/**
 * Signal-to-noise ratio: 10·log10(Σ truth² / Σ(completion − truth)²) in decibels, −10·log10 of
 * {@link Nmse}. Infinite for equal images, NaN for equal images of zeros.
 */
public record Snr() implements Metric {
  @Override
  public String name() {
    return "snr";
  }

  @Override
  public boolean largerIsBetter() {
    return true;
  }

  @Override
  public String source() {
    return "mean square of the truth over the mean squared error, in dB";
  }

  @Override
  public double of(ImagePair pair) {
    return -10 * Math.log10(new Nmse().of(pair));
  }
}
