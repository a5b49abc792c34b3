package alrc.stem.packed;

import alrc.stem.packed.Decompression.Codec;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * Blocks as HDF5's filters LZ4 (32004) and bit shuffle (32008) frame them: the decoded length in 8
 * bytes, that of a block in 4, and before each block its stored length in 4, all big-endian.
 */
public final class FramedBlocks {
  private final ByteBuffer in;
  private final byte[] out;
  private final int block;

  private FramedBlocks(byte[] chunk, int decodedBytes, int defaultBlock) {
    this.in = ByteBuffer.wrap(chunk);
    long stated = in.getLong();
    int length = in.getInt();
    this.block = length == 0 ? defaultBlock : length;
    if (stated != decodedBytes || block < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d bytes in blocks of %d instead of %d bytes",
              stated,
              block,
              decodedBytes));
    }
    this.out = new byte[decodedBytes];
  }

  /**
   * Decodes a chunk of LZ4; a block that did not become smaller is as it was.
   *
   * @throws RuntimeException if it is damaged
   */
  public static byte[] lz4(byte[] chunk, int decodedBytes) {
    FramedBlocks blocks = new FramedBlocks(chunk, decodedBytes, 0);
    for (int at = 0; at < decodedBytes; ) {
      int length = Math.min(blocks.block, decodedBytes - at);
      ByteBuffer stored = blocks.next();
      if (stored.remaining() == length) {
        stored.get(blocks.out, at, length);
      } else {
        Decompression.decompress(Codec.LZ4, stored, blocks.out, at, length);
      }
      at += length;
    }
    return blocks.out;
  }

  /**
   * Decodes a chunk whose blocks were bit-shuffled and then compressed. Fewer than eight elements
   * at the end are as they are.
   *
   * @throws RuntimeException if it is damaged
   */
  public static byte[] bitShuffled(byte[] chunk, int decodedBytes, int elementBytes, Codec codec) {
    int usual = BitShuffle.defaultBlock(elementBytes);
    FramedBlocks blocks = new FramedBlocks(chunk, decodedBytes, usual);
    byte[] shuffled = new byte[Math.min(blocks.block, decodedBytes)];
    int at = 0;
    while (decodedBytes - at >= BitShuffle.GROUP * elementBytes) {
      int length = BitShuffle.shuffled(Math.min(blocks.block, decodedBytes - at), elementBytes);
      if (length == 0) {
        throw new IllegalArgumentException("blocks of " + blocks.block + " bytes");
      }
      Decompression.decompress(codec, blocks.next(), shuffled, 0, length);
      BitShuffle.undo(shuffled, 0, blocks.out, at, length / elementBytes, elementBytes);
      at += length;
    }
    blocks.in.get(blocks.out, at, decodedBytes - at);
    return blocks.out;
  }

  private ByteBuffer next() {
    int length = in.getInt();
    ByteBuffer stored = in.slice(in.position(), length);
    in.position(in.position() + length);
    return stored;
  }
}
