package alrc.stem.format.tiff;

import java.nio.ByteBuffer;

/**
 * Samples of 12 bits: two in three bytes, the highest bits first in either byte order, and each row
 * from a byte of its own (TIFF Revision 6.0, sections 2 and 7).
 */
final class TwelveBits {
  static final int BITS = 12;

  private TwelveBits() {}

  /** Returns the bytes of a row of so many samples. */
  static int rowBytes(int samples) {
    return (int) (((long) samples * BITS + 7) / 8);
  }

  /**
   * Unpacks whole rows.
   *
   * @param samples of a row
   * @param into 16-bit values, of their byte order
   */
  static void unpack(byte[] packed, int samples, ByteBuffer into) {
    int rowBytes = rowBytes(samples);
    for (int start = 0; start + rowBytes <= packed.length; start += rowBytes) {
      for (int i = 0; i < samples; i++) {
        int at = start + i * 3 / 2;
        int first = packed[at] & 0xff;
        int second = packed[at + 1] & 0xff;
        int value = i % 2 == 0 ? (first << 4) | (second >> 4) : ((first & 0xf) << 8) | second;
        into.putShort((short) value);
      }
    }
  }
}
