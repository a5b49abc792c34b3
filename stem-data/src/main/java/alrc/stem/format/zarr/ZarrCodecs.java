package alrc.stem.format.zarr;

import alrc.stem.format.zarr.ZarrMeta.Refusal;
import alrc.stem.source.UnreadableImageException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The codecs of an array of Zarr version 3: bytes, then at most one compressor, then a checksum, or
 * shards of chunks with these.
 *
 * @param order of the bytes of a value
 * @param checked whether a CRC-32C follows the bytes of a chunk
 * @param shards where several chunks are in one file
 */
record ZarrCodecs(
    ByteOrder order, ZarrCompressor compressor, boolean checked, Optional<ZarrShards> shards) {

  static ZarrCodecs of(Refusal refusal, JsonNode codecs) throws UnreadableImageException {
    if (codecs.path(0).path("name").asText().equals(ZarrShards.CODEC)) {
      JsonNode configuration = codecs.path(0).path("configuration");
      ZarrCodecs inner = of(refusal, configuration.path("codecs"));
      refusal.check(codecs.size() > 1 || inner.shards.isPresent(), "codecs around shards");
      Optional<ZarrShards> shards = Optional.of(ZarrShards.of(refusal, configuration));
      return new ZarrCodecs(inner.order, inner.compressor, inner.checked, shards);
    }
    ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    JsonNode compressor = MissingNode.getInstance();
    boolean checked = false;
    for (JsonNode codec : codecs) {
      String name = codec.path("name").asText();
      refusal.check(checked, "a codec after crc32c");
      switch (name) {
        case "bytes" -> {
          refusal.check(!compressor.isMissingNode(), "the codec bytes after another");
          boolean big = codec.path("configuration").path("endian").asText().equals("big");
          order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        }
        case "crc32c" -> checked = true;
        case "gzip", "zstd", "blosc" -> {
          refusal.check(!compressor.isMissingNode(), "two compressors");
          compressor = JsonNodeFactory.instance.objectNode().put("id", name);
        }
        default -> throw refusal.of("the codec \"" + name + "\"");
      }
    }
    return new ZarrCodecs(
        order, ZarrCompressor.of(refusal.at(), compressor), checked, Optional.empty());
  }
}
