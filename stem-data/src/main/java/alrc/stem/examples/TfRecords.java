package alrc.stem.examples;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The framing of a TFRecord file, which TensorBoard's event files share. A record is its length
 * (uint64), the masked CRC-32C of these 8 bytes, its data, and the masked CRC-32C of the data, all
 * little-endian; a CRC is masked by a rotation right by 15 bits and the addition of 0xa282ead8
 * (TensorFlow, "TFRecord format details").
 */
public final class TfRecords {
  /** Bytes before the data of a record. */
  static final int HEAD = Long.BYTES + Integer.BYTES;

  private static final int MASK_DELTA = 0xa282ead8;

  private TfRecords() {}

  /** Writes one record, whose data are the pieces one after the other. */
  public static void write(OutputStream out, byte[]... pieces) throws IOException {
    long size = 0;
    for (byte[] piece : pieces) {
      size += piece.length;
    }
    byte[] length = littleEndian(Long.BYTES).putLong(size).array();
    out.write(length);
    out.write(masked(length));
    for (byte[] piece : pieces) {
      out.write(piece);
    }
    out.write(masked(pieces));
  }

  private static byte[] masked(byte[]... pieces) {
    CRC32C checksum = new CRC32C();
    for (byte[] piece : pieces) {
      checksum.update(piece);
    }
    int crc = Integer.rotateRight((int) checksum.getValue(), 15) + MASK_DELTA;
    return littleEndian(Integer.BYTES).putInt(crc).array();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
