package alrc.stem.packed;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses a block of known decompressed size, and allocates no more memory than that. A
 * damaged block throws an {@link IllegalArgumentException} or another RuntimeException of the
 * library, which the caller turns into a rejection.
 */
public final class Decompression {
  private static final int GZIP_HEADER = 10;
  private static final int GZIP_FLAGS = 3;

  private Decompression() {}

  /** The compressed formats that are read, with the best ratio of each. */
  public enum Codec {
    /** Deflate in zlib's frame: at most 258 bytes in 2 bits. */
    ZLIB(1032),
    /** Deflate in gzip's frame. */
    GZIP(1032),
    /** LZ4 without a frame: a byte of length counts at most 255. */
    LZ4(256),
    /** Snappy without a frame: 64 bytes in a copy of 3. */
    SNAPPY(32),
    /** Zstandard: a block of 128 KiB in 4 bytes. */
    ZSTD(1 << 15);

    private final int bestRatio;

    Codec(int bestRatio) {
      this.bestRatio = bestRatio;
    }

    /** Returns the most decompressed bytes per compressed byte. */
    public int bestRatio() {
      return bestRatio;
    }
  }

  /**
   * Fills a range of an array with decompressed bytes.
   *
   * @param block the compressed bytes, in an array
   * @param length the required number of decompressed bytes
   */
  public static void decompress(
      Codec codec, ByteBuffer block, byte[] into, int offset, int length) {
    int written =
        switch (codec) {
          case ZLIB -> inflate(new Inflater(), block, into, offset, length);
          case GZIP -> inflate(new Inflater(true), afterHeader(block), into, offset, length);
          case LZ4 -> undo(new Lz4Decompressor(), block, into, offset, length);
          case SNAPPY -> undo(new SnappyDecompressor(), block, into, offset, length);
          case ZSTD -> undo(new ZstdDecompressor(), block, into, offset, length);
        };
    if (written != length) {
      throw new IllegalArgumentException(written + " decompressed bytes instead of " + length);
    }
  }

  private static int undo(
      Decompressor decompressor, ByteBuffer block, byte[] into, int offset, int length) {
    int start = block.arrayOffset() + block.position();
    return decompressor.decompress(block.array(), start, block.remaining(), into, offset, length);
  }

  /**
   * Inflates at most {@code length} bytes; returns how many there were.
   *
   * @throws IllegalArgumentException if the block is damaged or contains more
   */
  public static int inflate(
      Inflater inflater, ByteBuffer block, byte[] into, int offset, int length) {
    try {
      inflater.setInput(block);
      int written = 0;
      while (written < length && !inflater.finished()) {
        int count = inflater.inflate(into, offset + written, length - written);
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          break;
        }
        written += count;
      }
      if (written == length && !inflater.finished() && inflater.inflate(new byte[1]) > 0) {
        throw new IllegalArgumentException("more than " + length + " inflated bytes");
      }
      return written;
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("no deflated data: " + e.getMessage(), e);
    } finally {
      inflater.end();
    }
  }

  /** Skips gzip's header (RFC 1952), which must have no optional fields. */
  private static ByteBuffer afterHeader(ByteBuffer gzip) {
    if (gzip.remaining() < GZIP_HEADER || gzip.get(gzip.position() + GZIP_FLAGS) != 0) {
      throw new IllegalArgumentException("no gzip header without optional fields");
    }
    return gzip.slice(gzip.position() + GZIP_HEADER, gzip.remaining() - GZIP_HEADER);
  }
}
