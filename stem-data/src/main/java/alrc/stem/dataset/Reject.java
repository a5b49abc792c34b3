package alrc.stem.dataset;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * An input that was not used, with the reason: one row of {@code rejects.parquet}.
 *
 * <p>A rejected file has exactly one row with image, frame, row and col null. An image rejected
 * inside a file has its image, with row and col null. A rejected crop has all four.
 *
 * @param source the file, relative to the root of its input
 * @param stage where it was rejected: {@code open}, {@code read}, {@code select}, {@code split},
 *     {@code recipe}
 * @param reason one word, for example {@code too-small}
 * @param detail one sentence for a microscopist
 */
public record Reject(
    String source,
    @Nullable Integer image,
    @Nullable Integer frame,
    @Nullable Integer row,
    @Nullable Integer col,
    String stage,
    String reason,
    String detail) {
  /** Reason of a file that an unexpected exception was thrown for. */
  public static final String FAILED = "failed";

  /** Reason of a file that ended the process that read it. */
  public static final String CRASHED = "crashed";

  /** A whole file. */
  public static Reject file(String source, String stage, String reason, String detail) {
    return new Reject(source, null, null, null, null, stage, reason, detail);
  }

  /** One image of a file. */
  public static Reject image(String source, int image, String stage, String reason, String detail) {
    return new Reject(source, image, null, null, null, stage, reason, detail);
  }

  /** Returns whether this rejects the whole file. */
  @JsonIgnore
  public boolean isWholeFile() {
    return image == null;
  }

  /** Returns whether this is no fault that a reader detected, but a failure while reading. */
  @JsonIgnore
  public boolean isFailure() {
    return reason.equals(FAILED) || reason.equals(CRASHED);
  }

  /** Returns whether this rejects one crop. */
  @JsonIgnore
  public boolean isCrop() {
    return row != null;
  }
}
