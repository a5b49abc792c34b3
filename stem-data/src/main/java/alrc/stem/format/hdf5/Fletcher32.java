package alrc.stem.format.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;

/**
 * The checksum that HDF5's filter 3 appends to a chunk, as the HDF5 library computes it ({@code
 * H5_checksum_fletcher32} in H5checksum.c): Fletcher's sums over big-endian words of 16 bits,
 * modulo 65535. An odd last byte counts as the high byte of a word. The file stores the result as a
 * little-endian integer.
 */
final class Fletcher32 {
  static final int BYTES = 4;
  private static final int MODULUS = 0xffff;

  /** The sums of this many words, before they are reduced, fit into a long. */
  private static final int WORDS_AT_ONCE = 1 << 16;

  private Fletcher32() {}

  /**
   * Compares the checksum at the end of a chunk with the bytes before it. Libraries up to version
   * 1.6.2 swapped the bytes of each half of the checksum on some machines; the HDF5 library accepts
   * both forms, and so does this method.
   *
   * @return the bytes before the checksum
   * @throws IllegalArgumentException if the checksum differs, or the chunk is too short to have one
   */
  static byte[] verified(byte[] chunk) {
    int length = chunk.length - BYTES;
    if (length < 0) {
      throw new IllegalArgumentException(
          chunk.length + " bytes, too few for a Fletcher-32 checksum");
    }
    int computed = of(chunk, length);
    int stored = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).getInt(length);
    if (stored != computed && stored != withSwappedHalves(computed)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the Fletcher-32 checksum 0x%08x of bytes whose checksum is 0x%08x",
              stored,
              computed));
    }
    return Arrays.copyOf(chunk, length);
  }

  /** Returns the checksum of the first bytes of an array. */
  static int of(byte[] bytes, int length) {
    long sum = 0;
    long sumOfSums = 0;
    for (int at = 0; at < length; ) {
      int end = (int) Math.min(length, at + 2L * WORDS_AT_ONCE);
      for (; at < end; at += 2) {
        int low = at + 1 < length ? bytes[at + 1] & 0xff : 0;
        sum += (bytes[at] & 0xff) << 8 | low;
        sumOfSums += sum;
      }
      sum = reduced(sum);
      sumOfSums = reduced(sumOfSums);
    }
    return (int) (sumOfSums << 16 | sum);
  }

  /** Reduces a sum modulo 65535; the library writes 65535, not 0, unless all words were 0. */
  private static long reduced(long sum) {
    return sum == 0 ? 0 : (sum - 1) % MODULUS + 1;
  }

  private static int withSwappedHalves(int checksum) {
    return Integer.rotateLeft(Integer.reverseBytes(checksum), 16);
  }
}
