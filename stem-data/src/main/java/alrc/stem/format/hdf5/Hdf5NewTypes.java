package alrc.stem.format.hdf5;

import io.jhdf.checksum.ChecksumUtils;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Lets jHDF read datatypes of versions 4 and 5, which HDF5 1.12 and later write. Versions 4 and 5
 * encode numbers, texts and their compounds as version 3 does (HDF5 File Format Specification 4.0,
 * IV.A.2.d); jHDF refuses the number of the version alone. So the number is replaced in the bytes
 * that jHDF is given. What only the new versions have, complex numbers and new references, keeps a
 * class that jHDF refuses by name.
 *
 * <p>The same is done with version 5 of the data layout message, which HDF5 2.0 writes: it differs
 * from version 4 in that the size of a compressed chunk always has eight bytes in the chunk index,
 * and jHDF takes that length from the index itself.
 */
final class Hdf5NewTypes {
  private static final int SIGNATURE = 0x5244484f; // OHDR, little-endian
  private static final int CONTINUATION = 0x4b48434f; // OCHK
  private static final int DATATYPE = 0x03;
  private static final int LAYOUT = 0x08;
  private static final int ATTRIBUTE = 0x0c;
  private static final int NEWEST_KNOWN = 3;
  private static final int NEWEST = 5;
  private static final int NEWEST_LAYOUT = 5;
  private static final int KNOWN_LAYOUT = 4;
  private static final int TYPE_HEADER = 8;
  private static final int MOST_DEPTH = 16;

  private boolean orderTracked;
  private long messagesAt = -1;

  /** Replaces versions in a structure that was read at an address, where it has any. */
  void replaceIn(long address, ByteBuffer bytes) {
    if (bytes.limit() == 6 && bytes.getInt(0) == SIGNATURE) {
      int flags = bytes.get(5);
      int sizeBytes = 1 << (flags & 3);
      orderTracked = (flags & 4) != 0;
      messagesAt = address + 6 + ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0);
      messagesAt += sizeBytes;
    } else if (address == messagesAt) {
      messages(bytes, 0, bytes.limit());
      messagesAt = -1;
    } else if (bytes.limit() > 8 && bytes.getInt(0) == CONTINUATION) {
      continuation(bytes);
    }
  }

  /** The checksum of a continuation is checked on the same bytes, so it is replaced as well. */
  private void continuation(ByteBuffer bytes) {
    int end = bytes.limit() - 4;
    byte[] before = new byte[end];
    bytes.get(0, before);
    if (ChecksumUtils.checksum(before) != bytes.getInt(end)) {
      return;
    }
    messages(bytes, 4, end);
    byte[] after = new byte[end];
    bytes.get(0, after);
    bytes.putInt(end, ChecksumUtils.checksum(after));
  }

  private void messages(ByteBuffer bytes, int start, int end) {
    int prefix = orderTracked ? 6 : 4;
    for (int at = start; at + prefix <= end; ) {
      int size = Short.toUnsignedInt(bytes.getShort(at + 1));
      int body = at + prefix;
      if (size > end - body) {
        return;
      }
      boolean shared = (bytes.get(at + 3) & 2) != 0;
      if (bytes.get(at) == DATATYPE && !shared) {
        type(bytes, body, body + size, 0);
      } else if (bytes.get(at) == LAYOUT && size > 0 && bytes.get(body) == NEWEST_LAYOUT) {
        bytes.put(body, (byte) KNOWN_LAYOUT);
      } else if (bytes.get(at) == ATTRIBUTE) {
        attribute(bytes, body, body + size);
      }
      at = body + size;
    }
  }

  /** Replaces the version of the datatype of an attribute message. */
  static void attribute(ByteBuffer bytes, int at, int end) {
    boolean plain = end - at > 9 && bytes.get(at) == 3 && (bytes.get(at + 1) & 1) == 0;
    if (plain) {
      ByteBuffer little = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
      int nameBytes = Short.toUnsignedInt(little.getShort(at + 2));
      type(bytes, at + 9 + nameBytes, end, 0);
    }
  }

  /** Replaces the version of one datatype and of those inside it; returns where it ends. */
  private static int type(ByteBuffer bytes, int at, int end, int depth) {
    if (at + TYPE_HEADER > end || depth > MOST_DEPTH) {
      return end;
    }
    int version = (bytes.get(at) & 0xf0) >>> 4;
    int kind = bytes.get(at) & 0xf;
    if (version > NEWEST_KNOWN && version <= NEWEST) {
      bytes.put(at, (byte) (NEWEST_KNOWN << 4 | kind));
    }
    int body = at + TYPE_HEADER;
    return switch (kind) {
      case 0, 4 -> body + 4;
      case 1 -> body + 12;
      case 2 -> body + 2;
      case 6 -> members(bytes, at, end, depth);
      case 8, 9 -> type(bytes, body, end, depth + 1);
      case 10 ->
          body >= end ? end : type(bytes, body + 1 + 4 * (bytes.get(body) & 0xff), end, depth + 1);
      default -> body;
    };
  }

  /** A compound's members: a name that ends with zero, an offset in as few bytes as fit, a type. */
  private static int members(ByteBuffer bytes, int at, int end, int depth) {
    int count = Short.toUnsignedInt(bytes.getShort(at + 1));
    long size = Integer.toUnsignedLong(bytes.getInt(at + 4));
    int offsetBytes = Math.max(1, (71 - Long.numberOfLeadingZeros(size)) / 8);
    int next = at + TYPE_HEADER;
    for (int i = 0; i < count && next < end; i++) {
      while (next < end && bytes.get(next) != 0) {
        next++;
      }
      next = type(bytes, next + 1 + offsetBytes, end, depth + 1);
    }
    return next;
  }
}
