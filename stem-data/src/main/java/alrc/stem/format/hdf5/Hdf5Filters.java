package alrc.stem.format.hdf5;

import alrc.stem.packed.Blosc;
import alrc.stem.packed.Decompression;
import alrc.stem.packed.Decompression.Codec;
import alrc.stem.source.UnreadableImageException;
import com.ning.compress.lzf.util.ChunkDecoderFactory;
import io.jhdf.filter.ByteShuffleFilter;
import io.jhdf.object.message.FilterPipelineMessage;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.zip.Inflater;

/**
 * The filters through which the chunks of a dataset went, undone within the bytes that a chunk
 * declares. (jHDF's own inflate as far as the data go, and know nothing of a chunk's filter mask.)
 * Numbers of filters beyond the specification's are those that The HDF Group registered.
 */
final class Hdf5Filters {
  private static final int DEFLATE = 1;
  private static final int SHUFFLE = 2;
  private static final int FLETCHER32 = 3;
  private static final int LZF = 32000;
  private static final int BLOSC = 32001;
  private static final int ZSTD = 32015;
  private static final int CHECKSUM_BYTES = 4;

  private final String format;
  private final List<FilterInfo> filters;

  private Hdf5Filters(String format, List<FilterInfo> filters) {
    this.format = format;
    this.filters = filters;
  }

  /** Returns the filters of a dataset; one that is not read here is refused by name. */
  static Hdf5Filters of(String format, Hdf5Object dataset) throws UnreadableImageException {
    List<FilterInfo> filters =
        dataset.header().getMessagesOfType(FilterPipelineMessage.class).stream()
            .flatMap(message -> message.getFilters().stream())
            .toList();
    for (FilterInfo filter : filters) {
      switch (filter.getId()) {
        case DEFLATE, SHUFFLE, FLETCHER32, LZF, BLOSC, ZSTD -> {}
        default ->
            throw UnreadableImageException.unsupported(
                format,
                dataset.position(),
                "HDF5 filter %d (%s) of %s"
                    .formatted(filter.getId(), name(filter), dataset.path()));
      }
    }
    return new Hdf5Filters(format, filters);
  }

  private static String name(FilterInfo filter) {
    return switch (filter.getId()) {
      case 4 -> "szip";
      case 5 -> "n-bit";
      case 6 -> "scale-offset";
      default -> filter.getName();
    };
  }

  boolean isEmpty() {
    return filters.isEmpty();
  }

  /** Returns the most pixel bytes that one stored byte can stand for. */
  long bestRatio() {
    long ratio = 1;
    for (FilterInfo filter : filters) {
      switch (filter.getId()) {
        case DEFLATE -> ratio = Math.max(ratio, Codec.ZLIB.bestRatio());
        case LZF -> ratio = Math.max(ratio, 264);
        case BLOSC, ZSTD -> ratio = Math.max(ratio, Codec.ZSTD.bestRatio());
        default -> {}
      }
    }
    return ratio;
  }

  /**
   * Undoes the filters of a chunk.
   *
   * @param skipped the filters that this chunk did not go through
   * @throws RuntimeException where the chunk is damaged
   */
  byte[] decode(byte[] stored, BitSet skipped, int chunkBytes) throws IOException {
    byte[] bytes = stored;
    for (int i = filters.size() - 1; i >= 0; i--) {
      if (!skipped.get(i)) {
        bytes = undo(filters.get(i), bytes, chunkBytes);
      }
    }
    return bytes;
  }

  private byte[] undo(FilterInfo filter, byte[] bytes, int chunkBytes) throws IOException {
    switch (filter.getId()) {
      case DEFLATE -> {
        byte[] inflated = new byte[chunkBytes + CHECKSUM_BYTES];
        int count =
            Decompression.inflate(
                new Inflater(), ByteBuffer.wrap(bytes), inflated, 0, inflated.length);
        return count == inflated.length ? inflated : Arrays.copyOf(inflated, count);
      }
      case SHUFFLE -> {
        return new ByteShuffleFilter().decode(bytes, filter.getData());
      }
      case FLETCHER32 -> {
        return Arrays.copyOf(bytes, bytes.length - CHECKSUM_BYTES);
      }
      case BLOSC -> {
        return Blosc.decode(format, bytes, chunkBytes);
      }
      case LZF -> {
        byte[] decoded = new byte[chunkBytes];
        ChunkDecoderFactory.safeInstance().decodeChunk(bytes, 0, decoded, 0, chunkBytes);
        return decoded;
      }
      default -> {
        byte[] decoded = new byte[chunkBytes];
        Decompression.decompress(Codec.ZSTD, ByteBuffer.wrap(bytes), decoded, 0, chunkBytes);
        return decoded;
      }
    }
  }
}
