package alrc.stem.transform;

import alrc.stem.crop.Patch;
import alrc.stem.image.StoredScale;
import alrc.stem.scan.Scan;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A crop to which a recipe is being applied. Immutable; callers must not change its array. */
public final class Example {
  private final ExampleKey key;
  private final int height;
  private final int width;
  private final float[] truth;
  private final StoredScale scale;
  private final int orientation;
  private final double rawMin;
  private final double rawMax;
  private final boolean blank;
  private final @Nullable Scan scan;
  private volatile @Nullable ValueRange range;

  private Example(
      ExampleKey key,
      int height,
      int width,
      float[] truth,
      StoredScale scale,
      int orientation,
      double rawMin,
      double rawMax,
      boolean blank,
      @Nullable Scan scan) {
    this.key = Objects.requireNonNull(key, "key");
    if (truth.length != height * width) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "truth of %d pixels: must be %d × %d", truth.length, height, width));
    }
    this.height = height;
    this.width = width;
    this.truth = truth;
    this.scale = scale;
    this.orientation = orientation;
    this.rawMin = rawMin;
    this.rawMax = rawMax;
    this.blank = blank;
    this.scan = scan;
  }

  /**
   * A crop as it was cut: stored values, orientation 0, raw range unknown (NaN), no scan.
   *
   * @param truth {@code height × width} stored values, row-major; not copied
   */
  public static Example raw(ExampleKey key, int height, int width, float[] truth) {
    return raw(key, height, width, new Patch(truth, StoredScale.PLAIN, Double.NaN, Double.NaN));
  }

  /** A square crop as it was cut: orientation 0, no scan. */
  public static Example raw(ExampleKey key, int side, Patch patch) {
    return raw(key, side, side, patch);
  }

  private static Example raw(ExampleKey key, int height, int width, Patch patch) {
    return new Example(
        key,
        height,
        width,
        patch.pixels(),
        patch.scale(),
        0,
        patch.min(),
        patch.max(),
        false,
        null);
  }

  /** Returns a copy with other pixels of the same shape. */
  public Example withTruth(float[] pixels) {
    return new Example(key, height, width, pixels, scale, orientation, rawMin, rawMax, blank, scan);
  }

  /** Returns a copy with another augmentation index in its name. */
  public Example augmented(int augmentation) {
    return carrying(
        new Example(
            key.augmented(augmentation),
            height,
            width,
            truth,
            scale,
            orientation,
            rawMin,
            rawMax,
            blank,
            scan));
  }

  /** Returns a copy with the range of the crop's stored values and the verdict on blankness. */
  public Example measured(double min, double max, Blankness blankness) {
    boolean isBlank = blankness == Blankness.BLANK;
    return carrying(
        new Example(key, height, width, truth, scale, orientation, min, max, isBlank, scan));
  }

  /** Passes the range on to a copy with the same pixels. */
  private Example carrying(Example copy) {
    copy.range = range;
    return copy;
  }

  /**
   * Returns a copy that has been turned or flipped.
   *
   * @param newOrientation 0–7, in the numbering of {@link Orient}
   */
  public Example oriented(int newHeight, int newWidth, float[] pixels, int newOrientation) {
    return new Example(
        key, newHeight, newWidth, pixels, scale, newOrientation, rawMin, rawMax, blank, scan);
  }

  /** Returns a copy with a scan. */
  public Example scanned(Scan newScan) {
    return new Example(
        key, height, width, truth, scale, orientation, rawMin, rawMax, blank, newScan);
  }

  /** Returns a copy whose truth has its own scale and no longer represents stored values. */
  Example rescaled() {
    return scale.isPlain() ? this : on(StoredScale.PLAIN, truth);
  }

  /** Returns a copy whose truth, not rescaled by any step, is in stored units, in float32. */
  Example inStoredUnits() {
    if (scale.isPlain()) {
      return this;
    }
    float[] values = new float[truth.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) scale.value(truth[i]);
    }
    return on(StoredScale.PLAIN, values);
  }

  private Example on(StoredScale newScale, float[] pixels) {
    return new Example(
        key, height, width, pixels, newScale, orientation, rawMin, rawMax, blank, scan);
  }

  /** Whether a crop is blank. */
  public enum Blankness {
    /** All pixels are equal, by the recipe's criterion. */
    BLANK,
    /** Pixels differ. */
    VARIED
  }

  /** Returns where the example comes from. */
  public ExampleKey key() {
    return key;
  }

  /** Returns the rows. */
  public int height() {
    return height;
  }

  /** Returns the columns. */
  public int width() {
    return width;
  }

  /** Returns the sharp image, {@code height × width}, row-major. */
  public float[] truth() {
    return truth;
  }

  /** Returns how the truth represents stored values, until a step rescales it. */
  StoredScale scale() {
    return scale;
  }

  /** Returns the orientation, 0–7, in the numbering of {@link Orient}. */
  public int orientation() {
    return orientation;
  }

  /**
   * Returns the smallest stored value of the crop, non-finite ones taken as 0; NaN if not known.
   */
  public double rawMin() {
    return rawMin;
  }

  /** Returns the largest stored value of the crop, non-finite ones taken as 0; NaN if not known. */
  public double rawMax() {
    return rawMax;
  }

  /** Returns whether the crop is blank. */
  public boolean blank() {
    return blank;
  }

  /** Returns the partial scan, once a step has made one. */
  public Optional<Scan> scan() {
    return Optional.ofNullable(scan);
  }

  /** Returns the range of the truth; not finite where a pixel is not. Computed once. */
  ValueRange range() {
    ValueRange known = range;
    if (known == null) {
      known = ValueRange.of(truth);
      range = known;
    }
    return known;
  }

  /** Returns whether every pixel of the truth and of the scan is a finite number. */
  public boolean isFinite() {
    return Finite.all(truth) && (scan == null || Finite.all(scan.values()));
  }
}
