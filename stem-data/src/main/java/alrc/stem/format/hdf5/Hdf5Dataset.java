package alrc.stem.format.hdf5;

import alrc.stem.source.Claims;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.BandReader;
import alrc.stem.stored.ChunkedBands;
import alrc.stem.stored.ImageLayout;
import alrc.stem.stored.RawBands;
import alrc.stem.stored.StoredImage;
import io.jhdf.Constants;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessageV4;
import io.jhdf.object.message.DataLayoutMessage.CompactDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import io.jhdf.object.message.FillValueMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An HDF5 dataset of numbers, as rows and columns of frames. Pixels are read from where they lie:
 * contiguous ones row by row, as they are; chunked ones chunk by chunk.
 */
final class Hdf5Dataset {
  /** Stands before the axes of a dataset of one axis, which is one row. */
  static final int ONE_ROW = -1;

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

  /** Reads what a dataset declares, and refuses what the file cannot hold. */
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
    long ratio = isChunked() ? Hdf5Filters.of(format, object).bestRatio() : 1;
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

  private DataLayoutMessage stored() throws IOException {
    return object
        .storage()
        .guarded(
            "the layout of " + object.path(),
            () -> object.header().getMessageOfType(DataLayoutMessage.class));
  }

  private boolean isChunked() throws IOException {
    return stored() instanceof ChunkedDataLayoutMessage
        || stored() instanceof ChunkedDataLayoutMessageV4;
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
    DataLayoutMessage stored = stored();
    if (stored instanceof ContiguousDataLayoutMessage contiguous) {
      return new StoredImage(layout, contiguous(layout, rowAxis, contiguous.getAddress()));
    }
    if (stored instanceof CompactDataLayoutMessage compact) {
      int[] whole = Arrays.stream(shape).mapToInt(length -> (int) length).toArray();
      ByteBuffer bytes = compact.getDataBuffer();
      if (bytes.limit() != bytes(whole)) {
        throw UnreadableImageException.corrupt(
            format, object.position(), bytes(whole) + " bytes", bytes.limit() + " bytes");
      }
      return new StoredImage(layout, bands(layout, rowAxis, whole, index -> bytes));
    }
    int[] chunk =
        stored instanceof ChunkedDataLayoutMessage old
            ? old.getChunkDimensions()
            : withoutElement(((ChunkedDataLayoutMessageV4) stored).getChunkDimensions());
    Claims.checkChunk(format, object.position(), shape, chunk, type.type().bytes());
    Hdf5Filters filters = Hdf5Filters.of(format, object);
    Hdf5Chunks chunks = Hdf5Chunks.of(format, object, chunk, bytes(chunk), filters);
    return new StoredImage(layout, bands(layout, rowAxis, chunk, chunks));
  }

  private static int[] withoutElement(int[] chunk) {
    return Arrays.copyOf(chunk, Math.max(0, chunk.length - 1));
  }

  private int bytes(int[] lengths) {
    int bytes = type.type().bytes();
    for (int length : lengths) {
      bytes = Math.multiplyExact(bytes, length);
    }
    return bytes;
  }

  private BandReader contiguous(ImageLayout layout, int rowAxis, long address) throws IOException {
    if (address == Constants.UNDEFINED_ADDRESS) {
      throw UnreadableImageException.unsupported(
          format, object.position(), object.path() + " has a shape but no stored pixels");
    }
    SeekableSource source = object.storage().source();
    long at = object.storage().position(address);
    long bytes = layout.frameBytes() * layout.frames();
    Claims.checkInside(format, source, at, bytes, "the pixels of " + object.path());
    if (layout.frames() == 1 || rowAxis == shape.length - 2) {
      return new RawBands(source, layout, at, type.order());
    }
    // Frames are interleaved: what is stored as a unit is a row, or all, of every frame.
    int[] unit = Arrays.stream(shape).mapToInt(length -> (int) length).toArray();
    if (rowAxis == 0) {
      unit[0] = 1;
    }
    Claims.checkChunk(format, object.position(), shape, unit, type.type().bytes());
    return bands(
        layout,
        rowAxis,
        unit,
        index -> {
          ByteBuffer row = ByteBuffer.allocate(bytes(unit));
          source.readFully(at + (long) index[0] * row.limit(), row);
          return row.flip();
        });
  }

  private ChunkedBands bands(
      ImageLayout layout, int rowAxis, int[] chunk, ChunkedBands.Chunks chunks) {
    ChunkedBands.Grid grid =
        rowAxis == ONE_ROW
            ? ChunkedBands.Grid.oneRow(shape, chunk)
            : new ChunkedBands.Grid(shape, chunk, rowAxis);
    return new ChunkedBands(layout, grid, chunks, type.order(), fill());
  }

  private byte[] fill() {
    byte[] fill = new byte[type.type().bytes()];
    for (FillValueMessage message : object.header().getMessagesOfType(FillValueMessage.class)) {
      if (message.isFillValueDefined() && message.getFillValue().remaining() == fill.length) {
        message.getFillValue().get(fill);
      }
    }
    return fill;
  }
}
