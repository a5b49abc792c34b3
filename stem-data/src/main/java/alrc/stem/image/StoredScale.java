package alrc.stem.image;

/**
 * How float32 pixels represent stored values of a wider type: value = origin + gain × pixel.
 *
 * <p>A float32 has 24 binary digits. Where an offset would use up so many of them that fewer than
 * 20 are left for the contrast (counts that were summed, a time, an energy), or a value is greater
 * than any float32, the pixels are differences from the middle of the range instead.
 *
 * @param origin stored value of a pixel of 0
 * @param gain stored units per unit of a pixel: a power of two, so that it rounds nothing
 */
public record StoredScale(double origin, double gain) {
  /** Pixels are stored values, rounded to float32. */
  public static final StoredScale PLAIN = new StoredScale(0, 1);

  /** The largest value, relative to the range, that leaves the contrast 20 of 24 digits. */
  private static final double LARGEST_OFFSET = 1 << 4;

  /** Differences above this get a gain: sums of them must stay within float32. */
  private static final double LARGE = 0x1p100;

  /** Returns the scale for finite values of a range. */
  public static StoredScale of(double min, double max) {
    double largest = Math.max(Math.abs(min), Math.abs(max));
    boolean flat = min == max && (float) min == min;
    if (flat || (largest <= Float.MAX_VALUE && largest <= LARGEST_OFFSET * (max - min))) {
      return PLAIN;
    }
    double half = max / 2 - min / 2;
    double gain = half > LARGE ? Math.scalb(1.0, Math.getExponent(half)) : 1;
    return new StoredScale(min / 2 + max / 2, gain);
  }

  /** Returns whether pixels are the stored values themselves. */
  public boolean isPlain() {
    return equals(PLAIN);
  }

  /** Returns the pixel of a stored value; NaN and ±Inf stay what they are. */
  public float pixel(double value) {
    return (float) ((value - origin) / gain);
  }

  /** Returns the stored value of a pixel. */
  public double value(float pixel) {
    return origin + gain * pixel;
  }
}
