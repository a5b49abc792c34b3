package alrc.stem.packed;

import alrc.stem.packed.Decompression.Codec;
import alrc.stem.source.UnreadableImageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;

/**
 * Decodes Blosc 1 chunks (Blosc developers, "Blosc Chunk Format", version 2 of the format):
 * BloscLZ, LZ4, Snappy, zlib and Zstandard, with byte shuffle, bit shuffle or without.
 */
public final class Blosc {
  static final int HEADER_BYTES = 16;
  private static final int BYTE_SHUFFLE = 1;
  private static final int STORED = 2;
  private static final int BIT_SHUFFLE = 4;
  private static final int UNSPLIT = 16;
  private static final int MOST_STREAMS = 16;
  private static final int SMALLEST_STREAM = 128;

  private final byte[] chunk;
  private final ByteBuffer in;
  private final int flags;
  private final int typeSize;
  private final int blockSize;
  private final byte[] out;

  private Blosc(byte[] chunk, int decodedBytes) {
    this.chunk = chunk;
    this.in = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
    this.flags = in.get(2);
    this.typeSize = in.get(3) & 0xff;
    this.blockSize = in.getInt(8);
    if (in.getInt(4) != decodedBytes || blockSize < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a Blosc chunk of %d bytes in blocks of %d instead of %d bytes",
              in.getInt(4),
              blockSize,
              decodedBytes));
    }
    this.out = new byte[decodedBytes];
  }

  /**
   * Decodes a chunk.
   *
   * @param decodedBytes the required number of decoded bytes
   * @throws UnreadableImageException for a variant that is not read
   * @throws RuntimeException if it is damaged
   */
  public static byte[] decode(String format, byte[] chunk, int decodedBytes)
      throws UnreadableImageException {
    Blosc blosc = new Blosc(chunk, decodedBytes);
    if ((blosc.flags & STORED) != 0) {
      System.arraycopy(chunk, HEADER_BYTES, blosc.out, 0, decodedBytes);
      return blosc.out;
    }
    blosc.decode(blosc.codec(format));
    return blosc.out;
  }

  /** Returns the codec; empty for BloscLZ. */
  private Optional<Codec> codec(String format) throws UnreadableImageException {
    return switch (flags >> 5 & 7) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(Codec.LZ4);
      case 2 -> Optional.of(Codec.SNAPPY);
      case 3 -> Optional.of(Codec.ZLIB);
      case 4 -> Optional.of(Codec.ZSTD);
      default ->
          throw UnreadableImageException.unsupported(
              format, "Blosc with compressor number " + (flags >> 5 & 7));
    };
  }

  private void decode(Optional<Codec> codec) {
    byte[] shuffled = new byte[Math.min(blockSize, out.length)];
    for (int start = 0, block = 0; start < out.length; start += blockSize, block++) {
      int length = Math.min(blockSize, out.length - start);
      in.position(in.getInt(HEADER_BYTES + 4 * block));
      boolean whole = length == blockSize;
      int streams = whole && isSplit() ? typeSize : 1;
      for (int s = 0; s < streams; s++) {
        stream(codec, shuffled, s * (length / streams), length / streams);
      }
      if ((flags & BYTE_SHUFFLE) != 0 && typeSize > 1) {
        unshuffle(shuffled, start, length);
      } else if ((flags & BIT_SHUFFLE) != 0 && typeSize > 0) {
        unshuffleBits(shuffled, start, length);
      } else {
        System.arraycopy(shuffled, 0, out, start, length);
      }
      if (length < blockSize) {
        return;
      }
    }
  }

  /** A block of a small type may store each byte of the type as a separate stream. */
  private boolean isSplit() {
    return (flags & UNSPLIT) == 0
        && typeSize > 0
        && typeSize <= MOST_STREAMS
        && blockSize / typeSize >= SMALLEST_STREAM;
  }

  private void stream(Optional<Codec> codec, byte[] into, int offset, int length) {
    int stored = in.getInt();
    int at = in.position();
    if (stored < 0 || stored > chunk.length - at) {
      throw new IllegalArgumentException("a Blosc stream of " + stored + " bytes");
    }
    if (stored == length) {
      System.arraycopy(chunk, at, into, offset, length);
    } else if (codec.isEmpty()) {
      BloscLz.decompress(chunk, at, stored, into, offset, length);
    } else {
      Decompression.decompress(codec.get(), in.slice(at, stored), into, offset, length);
    }
    in.position(at + stored);
  }

  /** A block whose number of elements is no multiple of eight is not shuffled. */
  private void unshuffleBits(byte[] shuffled, int start, int length) {
    int elements = length / typeSize;
    int bytes = elements % BitShuffle.GROUP == 0 ? elements * typeSize : 0;
    BitShuffle.undo(shuffled, 0, out, start, bytes / typeSize, typeSize);
    System.arraycopy(shuffled, bytes, out, start + bytes, length - bytes);
  }

  private void unshuffle(byte[] shuffled, int start, int length) {
    int count = length / typeSize;
    for (int b = 0; b < typeSize; b++) {
      for (int i = 0; i < count; i++) {
        out[start + i * typeSize + b] = shuffled[b * count + i];
      }
    }
    int rest = count * typeSize;
    System.arraycopy(shuffled, rest, out, start + rest, length - rest);
  }
}
