package alrc.core.metric;

/**
 * A figure of merit of one completion. An immutable record in a file of its own, registered in
 * {@link Metrics}. Sums are in float64 and in a fixed order, on the caller's thread: equal images
 * give equal figures. Safe for any thread.
 */
public interface Metric {
  /** The name in studies and in columns, for example {@code rmse}. */
  String name();

  /** Whether the larger of two values is the better completion. */
  boolean largerIsBetter();

  /** The formula in words, with its unit and its source. */
  String source();

  /** The least height and width of an image, in pixels. */
  default int smallestSide() {
    return 1;
  }

  /**
   * Scores a completion.
   *
   * @return the figure; infinite where a formula divides by an error of zero, NaN where it is not
   *     defined for these images
   * @throws IllegalArgumentException if a side is less than {@link #smallestSide}
   */
  double of(ImagePair pair);
}
