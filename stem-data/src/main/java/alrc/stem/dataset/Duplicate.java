package alrc.stem.dataset;

/**
 * A frame that is a copy of a frame of another source: one row of {@code duplicates.parquet}.
 *
 * @param source the file, relative to the root of its input
 * @param image index in the file
 * @param frame index in the stack
 * @param of the other source
 * @param ofImage index in the other source
 * @param ofFrame index in the other source's stack
 * @param kind {@link #EXACT} or {@link #NEAR}
 * @param differingBits of the 1,024 by which they are compared; 0 where exact
 */
public record Duplicate(
    String source,
    int image,
    int frame,
    String of,
    int ofImage,
    int ofFrame,
    String kind,
    int differingBits) {
  /** All pixels are equal. */
  public static final String EXACT = "exact";

  /** The frames are alike up to rotation, flips, scale and noise. */
  public static final String NEAR = "near";
}
