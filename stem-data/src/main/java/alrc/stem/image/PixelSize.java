package alrc.stem.image;

import java.util.Objects;

/**
 * The distance between neighbouring columns, as the file states it.
 *
 * <p>A file that does not state it has no {@code PixelSize}; an unknown size is never 1.
 *
 * @param size in {@code unit}s per pixel; finite and not zero
 * @param unit as stored, for example {@code nm}; empty where the file gives a size without a unit
 */
public record PixelSize(double size, String unit) {
  /** Checks the size. */
  public PixelSize {
    Objects.requireNonNull(unit, "unit");
    if (!Double.isFinite(size) || size == 0) {
      throw new IllegalArgumentException("pixel size " + size + ": must be finite and not 0");
    }
  }
}
