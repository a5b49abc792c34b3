package alrc.stem.fingerprint;

import alrc.stem.image.Pixels;
import alrc.stem.image.StoredRange;
import alrc.stem.image.StoredScale;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Locale;
import net.openhft.hashing.LongHashFunction;
import org.jspecify.annotations.Nullable;

/**
 * Takes the fingerprint of one frame, band by band, each pixel touched once.
 *
 * <p>The hash of the pixels is xxHash64 over the shape and the hashes of the rows' float32 values.
 * Where float32 would lose the contrast of wider values, they are first moved to another scale,
 * which is then hashed too.
 */
public final class FrameReading {
  private static final LongHashFunction XXH64 = LongHashFunction.xx();

  private final int height;
  private final int width;
  private final float[] values;
  private final byte[] bytes;
  private final FloatBuffer floats;
  private final long[] rows;
  private final AreaMeans means;
  private final NonFinite nonFinite;
  private final StoredScale scale;
  private final StoredRange range = new StoredRange();
  private int row;
  private float @Nullable [] cells;

  /** How NaN and infinity count in the means of areas. */
  public enum NonFinite {
    /** The frame has no NaN and no infinity. */
    ABSENT,
    /** NaN and infinity count as 0. */
    ZERO
  }

  /**
   * Begins a frame of this shape.
   *
   * @param scale for its values in float32
   */
  public FrameReading(int height, int width, NonFinite nonFinite, StoredScale scale) {
    this.scale = scale;
    this.height = height;
    this.width = width;
    this.values = new float[width];
    this.bytes = new byte[width * Float.BYTES];
    this.floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    this.rows = new long[height + 2];
    this.means = new AreaMeans(height, width);
    this.nonFinite = nonFinite;
  }

  /** Takes the next rows of the frame. */
  public void add(Pixels band) {
    for (int r = 0; r < band.rows(); r++) {
      take(band, r * width);
      floats.clear().put(values);
      rows[row++] = XXH64.hashBytes(bytes);
      if (nonFinite == NonFinite.ZERO) {
        clean(values);
      }
      means.add(values);
    }
  }

  private void take(Pixels band, int first) {
    if (!scale.isPlain()) {
      for (int i = 0; i < width; i++) {
        values[i] = scale.pixel(band.at(first + i));
      }
      return;
    }
    band.toFloats(first, values, 0, width);
    for (int i = 0; i < width && band.type().isWide(); i++) {
      range.add(band.at(first + i));
    }
  }

  private void clean(float[] values) {
    float zero = scale.pixel(0);
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.isFinite(values[i]) ? values[i] : zero;
    }
  }

  /**
   * Returns the scale that the frame needs. If it differs from the given one, read the frame again
   * with it.
   */
  public StoredScale neededScale() {
    return range.isEmpty() ? scale : range.scale();
  }

  /** Returns whether there was NaN or infinity: the frame is then to be read again without. */
  public boolean isFinite() {
    float sum = 0;
    for (float cell : cells()) {
      sum += 0 * cell;
    }
    return !Float.isNaN(sum);
  }

  private float[] cells() {
    float[] done = cells;
    if (done == null) {
      done = means.cells();
      cells = done;
    }
    return done;
  }

  /**
   * Returns the fingerprint, after the last row.
   *
   * @param image index of the image in its file
   * @param frame index of the frame
   */
  public Fingerprint fingerprint(int image, int frame) {
    rows[height] = height;
    rows[height + 1] = width;
    long hash = XXH64.hashLongs(rows);
    if (!scale.isPlain()) {
      long origin = Double.doubleToLongBits(scale.origin());
      hash = XXH64.hashLongs(new long[] {hash, origin, Double.doubleToLongBits(scale.gain())});
    }
    String pixels = String.format(Locale.ROOT, "%016x", hash);
    String look = Look.of(cells()).map(Look::toString).orElse("");
    return new Fingerprint(image, frame, height, width, pixels, look);
  }
}
