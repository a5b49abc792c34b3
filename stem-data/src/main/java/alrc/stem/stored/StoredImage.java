package alrc.stem.stored;

import alrc.stem.image.PixelSize;
import alrc.stem.image.PixelType;
import alrc.stem.image.Pixels;
import alrc.stem.image.Use;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One array in a micrograph file: its facts and its rows. */
public final class StoredImage {
  private final ImageLayout layout;
  private final BandReader bands;

  /** Joins the facts of an image with the reader of its pixels. */
  public StoredImage(ImageLayout layout, BandReader bands) {
    this.layout = layout;
    this.bands = bands;
  }

  /** Returns the facts of the image. */
  ImageLayout layout() {
    return layout;
  }

  /**
   * Returns this image with facts that are stored elsewhere.
   *
   * @param title empty to keep the one that it has
   * @param size null to keep the one that it has
   */
  public StoredImage described(String title, @Nullable PixelSize size) {
    ImageLayout titled = title.isEmpty() ? layout : layout.titled(title);
    return new StoredImage(size == null ? titled : titled.sized(size), bands);
  }

  /** Returns the title stored with the image; empty where there is none. */
  public String title() {
    return layout.title();
  }

  /** Returns what the image is for. */
  public Use use() {
    return layout.use();
  }

  /** Returns the number of frames; 1 unless this is a stack. */
  public int frames() {
    return layout.frames();
  }

  /** Returns the number of rows. */
  public int height() {
    return layout.height();
  }

  /** Returns the number of columns. */
  public int width() {
    return layout.width();
  }

  /** Returns the number of values per pixel; 1 unless this is colour. */
  public int channels() {
    return layout.channels();
  }

  /** Returns the stored shape: {@code [h, w]}, a stack {@code [frames, h, w]}, a spectrum [n]. */
  public long[] shape() {
    return layout.shape();
  }

  /** Returns the type of one stored value. */
  public PixelType type() {
    return layout.type();
  }

  /** Returns the name of a pixel's type: NumPy's, or {@code rgba8} for DigitalMicrograph colour. */
  public String dtype() {
    return layout.dtype();
  }

  /** Returns the distance between columns, where the file states it. */
  public Optional<PixelSize> pixelSize() {
    return Optional.ofNullable(layout.pixelSize());
  }

  /**
   * Decodes every pixel once and forgets them, to detect damage inside compressed pixels before any
   * of them is used. Does nothing for uncompressed pixels without a checksum: opening the file has
   * checked that all of them are present.
   */
  public void verify() throws IOException {
    bands.verify();
  }

  /** Returns whether reading all rows of all frames checks as much as {@link #verify}. */
  public boolean isCheckedByReading() {
    return bands.isCheckedByReading();
  }

  /**
   * Reads whole rows of one frame, and no more of the file than they need.
   *
   * @param frame from 0
   * @param firstRow from 0
   * @param rows at least 1
   */
  public Pixels read(int frame, int firstRow, int rows) throws IOException {
    if (frame < 0 || frame >= frames()) {
      throw new IllegalArgumentException("frame " + frame + ": must be in 0…" + (frames() - 1));
    }
    if (firstRow < 0 || rows < 1 || rows > height() - firstRow) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "rows %d…%d: must be in 0…%d",
              firstRow,
              firstRow + rows - 1,
              height() - 1));
    }
    return bands.read(frame, firstRow, rows);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s %s", dtype(), java.util.Arrays.toString(shape()));
  }
}
