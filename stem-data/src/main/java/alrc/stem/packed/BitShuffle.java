package alrc.stem.packed;

/**
 * Undoes the bit shuffle of K. Masui's bitshuffle: of each block, the lowest bits of the first
 * bytes of all elements come first, eight to a byte, then their second bits, and so on.
 */
public final class BitShuffle {
  /** Elements are shuffled in eights. */
  static final int GROUP = 8;

  private static final int DEFAULT_BYTES = 8192;
  private static final int FEWEST = 128;

  private BitShuffle() {}

  /** Returns the bytes of a block where none are stated. */
  public static int defaultBlock(int elementBytes) {
    return Math.max(FEWEST, DEFAULT_BYTES / elementBytes / GROUP * GROUP) * elementBytes;
  }

  /**
   * Returns the bytes of as many elements of the rest as are shuffled; the others follow as are.
   */
  static int shuffled(int restBytes, int elementBytes) {
    return restBytes / elementBytes / GROUP * GROUP * elementBytes;
  }

  /**
   * Undoes the shuffle of one block.
   *
   * @param elements a multiple of eight
   */
  static void undo(byte[] from, int at, byte[] into, int start, int elements, int elementBytes) {
    int row = elements / GROUP;
    for (int b = 0; b < elementBytes; b++) {
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        int plane = at + (b * Byte.SIZE + bit) * row;
        for (int i = 0; i < row; i++) {
          int bits = from[plane + i] & 0xff;
          for (int k = 0; bits != 0; k++, bits >>= 1) {
            into[start + (i * GROUP + k) * elementBytes + b] |= (byte) ((bits & 1) << bit);
          }
        }
      }
    }
  }

  /** Undoes the shuffle of a chunk that is not compressed. */
  public static byte[] decode(byte[] chunk, int elementBytes, int blockBytes) {
    byte[] out = new byte[chunk.length];
    int at = 0;
    while (at < chunk.length) {
      int block = shuffled(Math.min(blockBytes, chunk.length - at), elementBytes);
      if (block == 0) {
        System.arraycopy(chunk, at, out, at, chunk.length - at);
        break;
      }
      undo(chunk, at, out, at, block / elementBytes, elementBytes);
      at += block;
    }
    return out;
  }
}
