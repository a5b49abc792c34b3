package alrc.stem.format.hdf5;

import alrc.stem.source.Claims;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.BandReader;
import alrc.stem.stored.ChunkedBands;
import alrc.stem.stored.ImageLayout;
import alrc.stem.stored.RawBands;
import io.jhdf.Constants;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessageV4;
import io.jhdf.object.message.DataLayoutMessage.CompactDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.FillValueMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Reads the pixels of an HDF5 dataset in place. */
final class Hdf5Bands {
  private final String format;
  private final Hdf5Object object;
  private final long[] shape;
  private final Hdf5PixelType type;

  /**
   * @param shape lengths of all axes, slowest first; the file is large enough for them
   */
  Hdf5Bands(String format, Hdf5Object object, long[] shape, Hdf5PixelType type) {
    this.format = format;
    this.object = object;
    this.shape = shape;
    this.type = type;
  }

  private static DataLayoutMessage stored(Hdf5Object object) throws IOException {
    return object
        .storage()
        .guarded(
            "the layout of " + object.path(),
            () -> object.header().getMessageOfType(DataLayoutMessage.class));
  }

  /** Returns whether the pixels of a dataset are stored in chunks. */
  static boolean areChunked(Hdf5Object object) throws IOException {
    DataLayoutMessage stored = stored(object);
    return stored instanceof ChunkedDataLayoutMessage
        || stored instanceof ChunkedDataLayoutMessageV4;
  }

  /**
   * Returns a reader of rows, after checking that the stored pixels are inside the file.
   *
   * @param rowAxis the axis of rows, or {@link Hdf5Dataset#ONE_ROW}
   */
  BandReader of(ImageLayout layout, int rowAxis) throws IOException {
    DataLayoutMessage stored = stored(object);
    if (stored instanceof ContiguousDataLayoutMessage contiguous) {
      return contiguous(layout, rowAxis, contiguous.getAddress());
    }
    if (stored instanceof CompactDataLayoutMessage compact) {
      int[] whole = Arrays.stream(shape).mapToInt(length -> (int) length).toArray();
      ByteBuffer bytes = compact.getDataBuffer();
      if (bytes.limit() != bytes(whole)) {
        throw UnreadableImageException.corrupt(
            format, object.position(), bytes(whole) + " bytes", bytes.limit() + " bytes");
      }
      return bands(layout, rowAxis, whole, index -> bytes);
    }
    int[] chunk =
        stored instanceof ChunkedDataLayoutMessage old
            ? old.getChunkDimensions()
            : withoutElement(((ChunkedDataLayoutMessageV4) stored).getChunkDimensions());
    Claims.checkChunk(format, object.position(), shape, chunk, type.type().bytes());
    Hdf5Filters filters = Hdf5Filters.of(format, object);
    Hdf5Chunks chunks = Hdf5Chunks.of(format, object, chunk, bytes(chunk), filters);
    return bands(layout, rowAxis, chunk, chunks);
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
        rowAxis == Hdf5Dataset.ONE_ROW
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
