package alrc.stem.format.hdf5;

import alrc.stem.source.SeekableSource;
import io.jhdf.Superblock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/** The superblock of an HDF5 file: its end and the width of its addresses. */
final class Hdf5Superblock {
  private static final int BYTES = 256;

  private Hdf5Superblock() {}

  /**
   * Reads a superblock, and refuses what the file contradicts.
   *
   * @param at its position: 0, or after a user block
   */
  static Superblock read(SeekableSource source, long at) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(BYTES, source.size() - at));
    source.readFully(at, bytes);
    bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
    Superblock superblock;
    try {
      superblock = Superblock.readSuperblock(bytes);
    } catch (RuntimeException e) {
      throw Hdf5Storage.failure(e, at, "a superblock");
    }
    long end = superblock.getEndOfFileAddress();
    if (end < 0 || end > source.size()) {
      throw Hdf5Storage.corrupt(
          source.size(), end + " bytes, as the superblock says", "the end of the file");
    }
    int offsets = superblock.getSizeOfOffsets();
    int lengths = superblock.getSizeOfLengths();
    if (superblock.getBaseAddressByte() != at || (offsets | lengths) > 8 || lengths < 2) {
      throw Hdf5Storage.corrupt(
          at,
          "a superblock of base address " + at + " and offsets of 2, 4 or 8 bytes",
          String.format(
              Locale.ROOT,
              "base address %d and offsets of %d and %d bytes",
              superblock.getBaseAddressByte(),
              offsets,
              lengths));
    }
    return superblock;
  }
}
