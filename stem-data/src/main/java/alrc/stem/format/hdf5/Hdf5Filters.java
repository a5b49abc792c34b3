package alrc.stem.format.hdf5;

import alrc.stem.packed.BitShuffle;
import alrc.stem.packed.Blosc;
import alrc.stem.packed.Decompression;
import alrc.stem.packed.Decompression.Codec;
import alrc.stem.packed.FramedBlocks;
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
import java.util.Locale;
import java.util.zip.Inflater;

/**
 * Undoes the filters of a dataset's chunks, within the bytes that a chunk declares. jHDF has
 * filters of its own, but they set no limit to the inflated bytes, skip the Fletcher-32 checksum
 * unchecked and ignore a chunk's filter mask. Filter numbers from 256 on are those that The HDF
 * Group registered.
 */
final class Hdf5Filters {
  private static final int DEFLATE = 1;
  private static final int SHUFFLE = 2;
  private static final int FLETCHER32 = 3;
  private static final int LZF = 32000;
  private static final int BLOSC = 32001;
  private static final int LZ4 = 32004;
  private static final int BIT_SHUFFLE = 32008;
  private static final int ZSTD = 32015;

  private static final int MOST_VALUE_BYTES = 64;

  private final String format;
  private final List<FilterInfo> filters;

  private Hdf5Filters(String format, List<FilterInfo> filters) {
    this.format = format;
    this.filters = filters;
  }

  /** Returns the filters of a dataset; throws, naming it, for a filter that is not read. */
  static Hdf5Filters of(String format, Hdf5Object dataset) throws UnreadableImageException {
    List<FilterInfo> filters =
        dataset.header().getMessagesOfType(FilterPipelineMessage.class).stream()
            .flatMap(message -> message.getFilters().stream())
            .toList();
    for (FilterInfo filter : filters) {
      switch (filter.getId()) {
        case DEFLATE, SHUFFLE, FLETCHER32, LZF, BLOSC, LZ4, BIT_SHUFFLE, ZSTD -> {}
        default ->
            throw UnreadableImageException.unsupported(
                format,
                dataset.position(),
                String.format(
                    Locale.ROOT,
                    "HDF5 filter %d (%s) of %s",
                    filter.getId(),
                    name(filter),
                    dataset.path()));
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

  /** Returns the most pixel bytes per stored byte. */
  long bestRatio() {
    long ratio = 1;
    for (FilterInfo filter : filters) {
      switch (filter.getId()) {
        case DEFLATE -> ratio = Math.max(ratio, Codec.ZLIB.bestRatio());
        case LZ4 -> ratio = Math.max(ratio, Codec.LZ4.bestRatio());
        case LZF -> ratio = Math.max(ratio, 264);
        case BLOSC, BIT_SHUFFLE, ZSTD -> ratio = Math.max(ratio, Codec.ZSTD.bestRatio());
        default -> {}
      }
    }
    return ratio;
  }

  /**
   * Undoes the filters of a chunk, the last one first.
   *
   * @param skipped positions of the filters that this chunk did not go through
   * @param chunkBytes length of the unfiltered chunk
   * @throws RuntimeException if the chunk is damaged
   */
  byte[] decode(byte[] stored, BitSet skipped, int chunkBytes) throws IOException {
    int checksums = 0;
    for (int i = 0; i < filters.size(); i++) {
      checksums += isChecksum(i, skipped) ? 1 : 0;
    }
    byte[] bytes = stored;
    for (int i = filters.size() - 1; i >= 0; i--) {
      if (isChecksum(i, skipped)) {
        bytes = Fletcher32.verified(bytes);
        checksums--;
      } else if (!skipped.get(i)) {
        // A checksum that was appended before this filter is part of what the filter encoded.
        bytes = undo(filters.get(i), bytes, chunkBytes + checksums * Fletcher32.BYTES);
      }
    }
    return bytes;
  }

  private boolean isChecksum(int i, BitSet skipped) {
    return filters.get(i).getId() == FLETCHER32 && !skipped.get(i);
  }

  private byte[] undo(FilterInfo filter, byte[] bytes, int length) throws IOException {
    return switch (filter.getId()) {
      case DEFLATE -> inflated(bytes, length);
      case SHUFFLE -> new ByteShuffleFilter().decode(bytes, filter.getData());
      case BLOSC -> Blosc.decode(format, bytes, length);
      case LZ4 -> FramedBlocks.lz4(bytes, length);
      case BIT_SHUFFLE -> bitsRestored(filter, bytes, length);
      case LZF -> {
        checkLzf(bytes, length);
        byte[] decoded = new byte[length];
        ChunkDecoderFactory.safeInstance().decodeChunk(bytes, 0, decoded, 0, length);
        yield decoded;
      }
      default -> {
        byte[] decoded = new byte[length];
        Decompression.decompress(Codec.ZSTD, ByteBuffer.wrap(bytes), decoded, 0, length);
        yield decoded;
      }
    };
  }

  /** The decoder stops at the length that it is given, whatever follows; so lengths are added. */
  private static void checkLzf(byte[] bytes, int length) {
    long sum = 0;
    for (int at = 0; at < bytes.length; ) {
      int control = bytes[at++] & 0xff;
      if (control < 1 << 5) {
        sum += control + 1;
        at += control + 1;
      } else {
        int copied = control >> 5;
        copied += copied == 7 && at < bytes.length ? bytes[at++] & 0xff : 0;
        sum += copied + 2;
        at++;
      }
    }
    if (sum != length) {
      throw new IllegalArgumentException(sum + " bytes");
    }
  }

  /** The filter states the bytes of a value, the values of a block and what compressed them. */
  private byte[] bitsRestored(FilterInfo filter, byte[] bytes, int length) throws IOException {
    int[] settings = Arrays.copyOf(filter.getData(), 5);
    int valueBytes = settings[2];
    if (valueBytes < 1 || valueBytes > MOST_VALUE_BYTES) {
      throw new IllegalArgumentException("values of " + valueBytes + " bytes");
    }
    return switch (settings[4]) {
      case 0 -> {
        int block = (int) Math.max(0, Math.min(length, (long) settings[3] * valueBytes));
        yield BitShuffle.decode(
            bytes, valueBytes, block == 0 ? BitShuffle.defaultBlock(valueBytes) : block);
      }
      case 2 -> FramedBlocks.bitShuffled(bytes, length, valueBytes, Codec.LZ4);
      case 3 -> FramedBlocks.bitShuffled(bytes, length, valueBytes, Codec.ZSTD);
      default ->
          throw UnreadableImageException.unsupported(
              format, "HDF5 bit shuffle with compressor number " + settings[4]);
    };
  }

  /** Inflates up to one byte more than there should be, so that the caller notices a surplus. */
  private static byte[] inflated(byte[] bytes, int length) {
    byte[] inflated = new byte[length + 1];
    int count =
        Decompression.inflate(new Inflater(), ByteBuffer.wrap(bytes), inflated, 0, inflated.length);
    return Arrays.copyOf(inflated, count);
  }
}
