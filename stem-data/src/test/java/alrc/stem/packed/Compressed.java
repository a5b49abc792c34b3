package alrc.stem.packed;

import io.airlift.compress.Compressor;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Bytes compressed by code that has nothing in common with the readers'. */
public final class Compressed {
  private Compressed() {}

  /** Compresses by Deflate, in the frame of gzip or of zlib. */
  public static byte[] through(byte[] bytes, boolean gzip) {
    ByteArrayOutputStream into = new ByteArrayOutputStream();
    try (OutputStream out = gzip ? new GZIPOutputStream(into) : new DeflaterOutputStream(into)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return into.toByteArray();
  }

  /** Compresses without a frame. */
  public static byte[] through(Compressor compressor, byte[] bytes) {
    byte[] into = new byte[compressor.maxCompressedLength(bytes.length)];
    int length = compressor.compress(bytes, 0, bytes.length, into, 0, into.length);
    return Arrays.copyOf(into, length);
  }

  /** A Blosc chunk of blocks of 1000 bytes, shuffled, with a stream for each byte of the type. */
  public static byte[] blosc(int codec, UnaryOperator<byte[]> compress, byte[] bytes) {
    int block = 1000;
    int blocks = (bytes.length + block - 1) / block;
    ByteBuffer out = ByteBuffer.allocate(4 * bytes.length + 100).order(ByteOrder.LITTLE_ENDIAN);
    out.put(new byte[] {2, 1, (byte) (codec << 5 | 1), 2});
    out.putInt(bytes.length).putInt(block).putInt(0);
    out.position(16 + 4 * blocks);
    for (int b = 0; b < blocks; b++) {
      out.putInt(16 + 4 * b, out.position());
      byte[] plain = Arrays.copyOfRange(bytes, b * block, Math.min(bytes.length, (b + 1) * block));
      byte[] shuffled = new byte[plain.length];
      for (int i = 0; i < plain.length; i++) {
        shuffled[i % 2 * (plain.length / 2) + i / 2] = plain[i];
      }
      int streams = plain.length == block ? 2 : 1;
      for (int s = 0; s < streams; s++) {
        int length = plain.length / streams;
        byte[] stream = Arrays.copyOfRange(shuffled, s * length, (s + 1) * length);
        byte[] small = compress.apply(stream);
        byte[] stored = small.length < length ? small : stream;
        out.putInt(stored.length).put(stored);
      }
    }
    out.putInt(12, out.position());
    return Arrays.copyOf(out.array(), out.position());
  }

  /** Returns what compresses in a way of this name; none leaves bytes as they are. */
  public static UnaryOperator<byte[]> named(String name) {
    return switch (name) {
      case "none" -> bytes -> bytes;
      case "zlib" -> bytes -> through(bytes, false);
      case "gzip" -> bytes -> through(bytes, true);
      case "zstd" -> bytes -> through(new ZstdCompressor(), bytes);
      case "lz4" -> bytes -> through(new Lz4Compressor(), bytes);
      default -> bytes -> through(new SnappyCompressor(), bytes);
    };
  }
}
