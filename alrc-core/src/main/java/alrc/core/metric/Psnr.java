package alrc.core.metric;

/**
 * Peak signal-to-noise ratio: 10·log10(R² / MSE) in decibels, R = 2 the range of the data. Infinite
 * for equal images.
 */
public record Psnr() implements Metric {
  @Override
  public String name() {
    return "psnr";
  }

  @Override
  public boolean largerIsBetter() {
    return true;
  }

  @Override
  public String source() {
    return "peak signal-to-noise ratio in dB, data range 2";
  }

  @Override
  public double of(ImagePair pair) {
    return 10 * Math.log10(ImagePair.RANGE * ImagePair.RANGE / pair.meanSquaredError());
  }
}
