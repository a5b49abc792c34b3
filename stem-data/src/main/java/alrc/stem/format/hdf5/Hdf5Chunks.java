package alrc.stem.format.hdf5;

import alrc.stem.source.Claims;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.ChunkedBands;
import io.jhdf.Constants;
import io.jhdf.ObjectHeader;
import io.jhdf.dataset.NoParent;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.ChunkOffset;
import io.jhdf.dataset.chunked.ChunkedDatasetV3;
import io.jhdf.dataset.chunked.ChunkedDatasetV4;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The chunks of an HDF5 dataset: found by jHDF's reading of their index, decoded here. */
final class Hdf5Chunks implements ChunkedBands.Chunks {
  /** The most bytes that a compressor adds to incompressible pixels. */
  private static final int MOST_OVERHEAD = 1 << 16;

  private final Hdf5Object dataset;
  private final String format;
  private final Map<ChunkOffset, Chunk> index;
  private final int[] chunk;
  private final int chunkBytes;
  private final Hdf5Filters filters;

  private Hdf5Chunks(
      String format,
      Hdf5Object dataset,
      Map<ChunkOffset, Chunk> index,
      int[] chunk,
      int chunkBytes,
      Hdf5Filters filters) {
    this.format = format;
    this.dataset = dataset;
    this.index = index;
    this.chunk = chunk;
    this.chunkBytes = chunkBytes;
    this.filters = filters;
  }

  /**
   * Reads the index of chunks and checks that all of them are inside the file.
   *
   * @param chunk lengths of a chunk, which the caller has bounded
   */
  static Hdf5Chunks of(
      String format, Hdf5Object dataset, int[] chunk, int chunkBytes, Hdf5Filters filters)
      throws IOException {
    Map<ChunkOffset, Chunk> index =
        dataset.storage().guarded("the index of chunks of " + dataset.path(), () -> index(dataset));
    for (Chunk stored : index.values()) {
      if (stored.getAddress() != Constants.UNDEFINED_ADDRESS) {
        check(format, dataset, stored, chunkBytes, filters);
      }
    }
    return new Hdf5Chunks(format, dataset, index, chunk, chunkBytes, filters);
  }

  private static void check(
      String format, Hdf5Object dataset, Chunk stored, int chunkBytes, Hdf5Filters filters)
      throws UnreadableImageException {
    long at = dataset.storage().position(stored.getAddress());
    String what = "chunk " + Arrays.toString(stored.getChunkOffset()) + " of " + dataset.path();
    int size = stored.getSize();
    Claims.checkInside(format, dataset.storage().source(), at, size, what);
    if (size > (filters.isEmpty() ? chunkBytes : chunkBytes * 2L + MOST_OVERHEAD)) {
      throw UnreadableImageException.corrupt(
          format, at, what + ", " + chunkBytes + " bytes", size + " bytes");
    }
  }

  private static Map<ChunkOffset, Chunk> index(Hdf5Object dataset) {
    ObjectHeader header = dataset.header();
    return header.hasMessageOfType(ChunkedDataLayoutMessage.class)
        ? new OldIndex(dataset).getChunkLookup()
        : new NewIndex(dataset).getChunkLookup();
  }

  /** Opens jHDF's reading of a B-tree of version 1. */
  private static final class OldIndex extends ChunkedDatasetV3 {
    OldIndex(Hdf5Object at) {
      super(at.storage(), at.header().getAddress(), at.name(), NoParent.INSTANCE, at.header());
    }

    @Override
    protected Map<ChunkOffset, Chunk> getChunkLookup() {
      return super.getChunkLookup();
    }
  }

  /** Opens jHDF's reading of the five newer kinds of index. */
  private static final class NewIndex extends ChunkedDatasetV4 {
    NewIndex(Hdf5Object at) {
      super(at.storage(), at.header().getAddress(), at.name(), NoParent.INSTANCE, at.header());
    }

    @Override
    protected Map<ChunkOffset, Chunk> getChunkLookup() {
      return super.getChunkLookup();
    }
  }

  @Override
  public @Nullable ByteBuffer decode(int[] at) throws IOException {
    // A dataset of one axis is read as one row: its grid has an axis more than the dataset.
    int[] own = Arrays.copyOfRange(at, at.length - chunk.length, at.length);
    long[] offset = new long[chunk.length];
    for (int axis = 0; axis < offset.length; axis++) {
      offset[axis] = (long) own[axis] * chunk[axis];
    }
    Chunk stored = index.get(new ChunkOffset(offset));
    if (stored == null || stored.getAddress() == Constants.UNDEFINED_ADDRESS) {
      return null;
    }
    long position = dataset.storage().position(stored.getAddress());
    ByteBuffer bytes = ByteBuffer.allocate(stored.getSize());
    dataset.storage().source().readFully(position, bytes);
    byte[] decoded = decoded(bytes.array(), stored.getFilterMask(), position, offset);
    return ByteBuffer.wrap(decoded);
  }

  private byte[] decoded(byte[] stored, @Nullable BitSet skipped, long position, long[] offset)
      throws IOException {
    String found;
    RuntimeException cause = null;
    try {
      byte[] decoded = filters.decode(stored, skipped == null ? new BitSet() : skipped, chunkBytes);
      if (decoded.length == chunkBytes) {
        return decoded;
      }
      found = decoded.length + " bytes";
    } catch (RuntimeException | com.ning.compress.lzf.LZFException e) {
      // Decoders fail on damaged bytes in many ways; our own say what they found.
      found = e instanceof IllegalArgumentException ? "" + e.getMessage() : e.toString();
      cause = e instanceof RuntimeException runtime ? runtime : new IllegalArgumentException(e);
    }
    UnreadableImageException damaged =
        UnreadableImageException.corrupt(
            format,
            position,
            String.format(
                Locale.ROOT,
                "chunk %s of %s, %d bytes",
                Arrays.toString(offset),
                dataset.path(),
                chunkBytes),
            found);
    throw cause == null ? damaged : damaged.causedBy(cause);
  }
}
