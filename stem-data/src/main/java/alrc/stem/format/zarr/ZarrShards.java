package alrc.stem.format.zarr;

import alrc.stem.format.zarr.ZarrMeta.Refusal;
import alrc.stem.source.UnreadableImageException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the chunks of a shard are (Zarr version 3, codec {@code sharding_indexed}): a shard is one
 * file with an index, at its end or start, of the offset and the length of each chunk, 8 bytes
 * each; all bits are set for a chunk that is not stored.
 *
 * @param chunk lengths of a chunk along the axes
 * @param atStart whether the index is at the start
 * @param checked whether a CRC-32C follows the index
 */
record ZarrShards(List<Long> chunk, boolean atStart, boolean checked) {
  static final String CODEC = "sharding_indexed";
  private static final int ENTRY_BYTES = 16;

  /** Copies the list. */
  ZarrShards {
    chunk = List.copyOf(chunk);
  }

  /** Reads the configuration of the codec. */
  static ZarrShards of(Refusal refusal, JsonNode configuration) throws UnreadableImageException {
    ZarrCodecs index = ZarrCodecs.of(refusal, configuration.path("index_codecs"));
    refusal.check(
        index.shards().isPresent()
            || index.order() != ByteOrder.LITTLE_ENDIAN
            || index.compressor().bestRatio() != 1,
        "an index of shards with codecs " + configuration.path("index_codecs"));
    List<Long> lengths = new ArrayList<>();
    configuration.path("chunk_shape").forEach(length -> lengths.add(length.asLong()));
    boolean start = configuration.path("index_location").asText("end").equals("start");
    return new ZarrShards(lengths, start, index.checked());
  }

  /** Returns how many chunks a shard has along each axis. */
  List<Long> perShard(Refusal refusal, List<Long> shard) throws UnreadableImageException {
    List<Long> counts = new ArrayList<>();
    boolean whole = chunk.size() == shard.size();
    for (int axis = 0; axis < shard.size() && whole; axis++) {
      whole = chunk.get(axis) > 0 && shard.get(axis) % chunk.get(axis) == 0;
      counts.add(whole ? shard.get(axis) / chunk.get(axis) : 0);
    }
    refusal.check(!whole, "shards of " + shard + " that are no whole chunks of " + chunk);
    return counts;
  }

  /**
   * Reads the index of a shard; empty where there is no such file.
   *
   * @param count of the chunks of a shard
   */
  Optional<ByteBuffer> index(ZarrStore store, String name, long count) throws IOException {
    long size = store.size(name);
    if (size < 0) {
      return Optional.empty();
    }
    long bytes = count * ENTRY_BYTES + (checked ? Integer.BYTES : 0);
    byte[] stored = store.part(name, atStart ? 0 : size - bytes, bytes);
    byte[] index = checked ? ZarrArray.checked(stored) : stored;
    return Optional.of(ByteBuffer.wrap(index).order(ByteOrder.LITTLE_ENDIAN));
  }

  /**
   * Reads one chunk of a shard as it is stored; empty where it is not.
   *
   * @param number of the chunk in its shard
   * @param most the most bytes that it may have
   */
  static Optional<byte[]> chunk(
      ZarrStore store, String name, ByteBuffer index, int number, long most) throws IOException {
    long offset = index.getLong(number * ENTRY_BYTES);
    long length = index.getLong(number * ENTRY_BYTES + Long.BYTES);
    if (offset == -1 && length == -1) {
      return Optional.empty();
    }
    if (length > most) {
      throw new IllegalArgumentException("a chunk of " + length + " bytes in a shard");
    }
    return Optional.of(store.part(name, offset, length));
  }
}
