package alrc.stem.format.zarr;

import alrc.stem.packed.Blosc;
import alrc.stem.packed.Decompression;
import alrc.stem.packed.Decompression.Codec;
import alrc.stem.source.UnreadableImageException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;

/**
 * How the chunks of a Zarr array are compressed, by the names of the Python package numcodecs.
 *
 * @param skipped bytes before the compressed ones: numcodecs puts a length before LZ4
 */
record ZarrCompressor(Kind kind, int skipped) {
  private enum Kind {
    NONE(1),
    ZLIB(Codec.ZLIB.bestRatio()),
    GZIP(Codec.GZIP.bestRatio()),
    LZ4(Codec.LZ4.bestRatio()),
    ZSTD(Codec.ZSTD.bestRatio()),
    BLOSC(Codec.ZSTD.bestRatio());

    private final int bestRatio;

    Kind(int bestRatio) {
      this.bestRatio = bestRatio;
    }
  }

  /**
   * Reads the description of a compressor; one that is not read here is refused by name.
   *
   * @param at the position of the description
   */
  static ZarrCompressor of(long at, JsonNode facts) throws UnreadableImageException {
    if (facts.isNull() || facts.isMissingNode()) {
      return new ZarrCompressor(Kind.NONE, 0);
    }
    String id = facts.path("id").asText();
    return switch (id) {
      case "zlib" -> new ZarrCompressor(Kind.ZLIB, 0);
      case "gzip" -> new ZarrCompressor(Kind.GZIP, 0);
      case "lz4" -> new ZarrCompressor(Kind.LZ4, 4);
      case "zstd" -> new ZarrCompressor(Kind.ZSTD, 0);
      case "blosc" -> new ZarrCompressor(Kind.BLOSC, 0);
      default ->
          throw UnreadableImageException.unsupported(
              ZarrStore.FORMAT, at, "compressor \"" + id + "\"");
    };
  }

  /** Returns the most pixel bytes per stored byte. */
  long bestRatio() {
    return kind.bestRatio;
  }

  /**
   * Decompresses a chunk.
   *
   * @param decodedBytes the required number of decoded bytes
   * @throws RuntimeException if it is damaged
   */
  byte[] decode(byte[] stored, int decodedBytes) throws UnreadableImageException {
    if (kind == Kind.BLOSC) {
      return Blosc.decode(ZarrStore.FORMAT, stored, decodedBytes);
    }
    if (kind == Kind.NONE) {
      if (stored.length != decodedBytes) {
        throw new IllegalArgumentException(stored.length + " bytes");
      }
      return stored;
    }
    byte[] decoded = new byte[decodedBytes];
    ByteBuffer block = ByteBuffer.wrap(stored).position(skipped).slice();
    Decompression.decompress(Codec.valueOf(kind.name()), block, decoded, 0, decodedBytes);
    return decoded;
  }
}
