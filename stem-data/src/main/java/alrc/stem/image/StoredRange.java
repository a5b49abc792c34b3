package alrc.stem.image;

/** The range of stored values in float64, NaN and ±Inf taken as 0, found value by value. */
public final class StoredRange {
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  /** Takes a value. */
  public void add(double value) {
    double finite = Double.isFinite(value) ? value : 0;
    min = Math.min(min, finite);
    max = Math.max(max, finite);
  }

  /** Takes all values of a band. */
  public void add(Pixels band) {
    for (int i = 0; i < band.count(); i++) {
      add(band.at(i));
    }
  }

  /** Returns whether no value was taken. */
  public boolean isEmpty() {
    return min > max;
  }

  /** Returns the smallest value. */
  public double min() {
    return min;
  }

  /** Returns the largest value. */
  public double max() {
    return max;
  }

  /** Returns the scale on which float32 keeps the contrast of these values. */
  public StoredScale scale() {
    return StoredScale.of(min, max);
  }
}
