package alrc.stem.format.hdf5;

import alrc.stem.source.Claims;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.ImageLayout;
import alrc.stem.stored.StoredImage;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An HDF5 dataset of numbers, as rows and columns of frames. Pixels are read in place: contiguous
 * ones row by row, as they are; chunked ones chunk by chunk.
 */
final class Hdf5Dataset {
  /** The row axis of a dataset of one axis, which is read as one row. */
  static final int ONE_ROW = -1;

  /**
   * Chunks that were never written have the fill value and take no bytes, so that an array may be
   * larger than its file, as a compressed one: by as much as the best deflate achieves.
   */
  private static final long UNWRITTEN_RATIO = 1032;

  private final String format;
  private final Hdf5Object object;
  private final long[] shape;
  private final Hdf5PixelType type;

  private Hdf5Dataset(String format, Hdf5Object object, long[] shape, Hdf5PixelType type) {
    this.format = format;
    this.object = object;
    this.shape = shape;
    this.type = type;
  }

  /** Returns whether an object is a dataset of one value without axes. */
  static boolean isScalar(Hdf5Object object) throws IOException {
    return object.isDataset()
        && object
            .storage()
            .guarded(
                "the axes of dataset " + object.path(),
                () ->
                    object
                            .header()
                            .getMessageOfType(DataSpaceMessage.class)
                            .getDataSpace()
                            .getDimensionsAsLong()
                            .length
                        == 0);
  }

  /** Reads the description of a dataset, and throws if the file is too small for it. */
  static Hdf5Dataset of(String format, Hdf5Object object) throws IOException {
    Hdf5Storage storage = object.storage();
    String what = "dataset " + object.path();
    if (!object.isDataset()) {
      throw UnreadableImageException.corrupt(format, object.position(), what, "a group");
    }
    long[] shape =
        storage.guarded(
            "the axes of " + what,
            () ->
                object
                    .header()
                    .getMessageOfType(DataSpaceMessage.class)
                    .getDataSpace()
                    .getDimensionsAsLong());
    Hdf5PixelType type =
        storage.guarded(
            "the type of " + what,
            () ->
                Hdf5PixelType.of(
                    format,
                    object,
                    object.header().getMessageOfType(DataTypeMessage.class).getDataType()));
    Hdf5Dataset dataset = new Hdf5Dataset(format, object, shape, type);
    dataset.checkHeld();
    return dataset;
  }

  private void checkHeld() throws IOException {
    long ratio =
        Hdf5Bands.areChunked(object)
            ? Math.max(UNWRITTEN_RATIO, Hdf5Filters.of(format, object).bestRatio())
            : 1;
    long most = object.storage().source().size() * ratio;
    Claims.checkArray(format, object.position(), shape, type.type().bytes(), most);
  }

  /** Returns the number of axes. */
  int axes() {
    return shape.length;
  }

  /** Returns where the object header is in the file. */
  long position() {
    return object.position();
  }

  /** Returns NumPy's name of the type. */
  String dtype() {
    return type.dtype();
  }

  /**
   * Returns the layout of the pixels.
   *
   * @param rowAxis the axis of rows, that of columns after it, or {@link #ONE_ROW}; others than
   *     these are frames
   */
  ImageLayout layout(int rowAxis) throws UnreadableImageException {
    List<Integer> frames = new ArrayList<>();
    for (int axis = 0; axis < shape.length; axis++) {
      if (axis != rowAxis && axis != rowAxis + 1) {
        frames.add((int) shape[axis]);
      }
    }
    Claims.checkFrames(format, frames);
    int height = rowAxis == ONE_ROW ? 1 : (int) shape[rowAxis];
    return ImageLayout.plain(type.type(), height, (int) shape[rowAxis + 1])
        .stacked(frames)
        .named(type.dtype());
  }

  /** Joins a layout, made by {@link #layout} and completed, with a reader of its pixels. */
  StoredImage image(ImageLayout layout, int rowAxis) throws IOException {
    Hdf5Bands bands = new Hdf5Bands(format, object, shape, type);
    return new StoredImage(layout, bands.of(layout, rowAxis));
  }
}
