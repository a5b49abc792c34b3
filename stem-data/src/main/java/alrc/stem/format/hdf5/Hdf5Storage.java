package alrc.stem.format.hdf5;

import alrc.stem.source.SeekableSource;
import alrc.stem.source.SourcePages;
import alrc.stem.source.UnreadableImageException;
import io.jhdf.Superblock;
import io.jhdf.exceptions.UnsupportedHdfException;
import io.jhdf.storage.HdfBackingStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * Lets jHDF read the structure of an HDF5 file (groups, attributes, chunk indexes) from any {@link
 * SeekableSource}. jHDF's own storage allocates whatever length a damaged file declares; this one
 * first compares it with the length of the file. Only the requested bytes are read, in pages, of
 * which few are cached; pixels are read elsewhere.
 */
final class Hdf5Storage implements HdfBackingStorage {
  /** The name of the format until the structure determines it. */
  static final String FORMAT = "HDF5 (EMD, hspy)";

  /** A file that needs more reads than this has addresses in a circle. */
  private static final long SPARE_READS = 64L << 20;

  private final SeekableSource source;
  private final Superblock superblock;
  private final SourcePages pages;
  private final Hdf5NewTypes newTypes = new Hdf5NewTypes();
  private long budget;
  private long lastPosition;

  private Hdf5Storage(SeekableSource source, Superblock superblock) {
    this.source = source;
    this.superblock = superblock;
    this.pages = new SourcePages(source);
    this.budget = SPARE_READS + 8 * source.size();
  }

  /**
   * Reads the superblock.
   *
   * @param at its position: 0, or after a user block
   */
  static Hdf5Storage open(SeekableSource source, long at) throws IOException {
    return new Hdf5Storage(source, Hdf5Superblock.read(source, at));
  }

  /** A call of jHDF. */
  interface Step<T> {
    T run() throws IOException;
  }

  /** Runs a call of jHDF; any exception that jHDF throws means that the file is damaged. */
  <T> T guarded(String expected, Step<T> step) throws IOException {
    try {
      return step.run();
    } catch (RuntimeException | StackOverflowError e) {
      // Addresses in a circle overflow the stack, since jHDF follows them by recursion.
      throw failure(e, lastPosition, expected);
    }
  }

  /** Translates an exception of jHDF. */
  static IOException failure(Throwable thrown, long position, String expected) {
    Throwable root = thrown;
    for (Throwable e = thrown; e != null; e = e.getCause()) {
      if (e instanceof IOException storage) {
        return storage;
      }
      if (e instanceof UnsupportedHdfException) {
        String what = String.valueOf(e.getMessage());
        return UnreadableImageException.unsupported(
            FORMAT,
            position,
            what.contains("External Data Files") ? "pixels in another file" : what);
      }
      root = e;
    }
    String found = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return corrupt(position, expected, found).causedBy(thrown);
  }

  static UnreadableImageException corrupt(long position, String expected, String found) {
    return UnreadableImageException.corrupt(FORMAT, position, expected, found);
  }

  SeekableSource source() {
    return source;
  }

  /** Returns the position in the file of an address. */
  long position(long address) {
    return address + superblock.getBaseAddressByte();
  }

  @Override
  public ByteBuffer readBufferFromAddress(long address, int length) {
    return map(address, length);
  }

  @Override
  public ByteBuffer map(long address, long length) {
    return mapNoOffset(position(address), length);
  }

  @Override
  public ByteBuffer mapNoOffset(long position, long length) {
    lastPosition = position;
    budget -= length + 64;
    try {
      if (position < 0 || length < 0 || length > source.size() - position) {
        throw corrupt(position, length + " bytes", "a file of " + source.size() + " bytes");
      }
      if (budget < 0 || length > Integer.MAX_VALUE - 64) {
        throw corrupt(position, "each structure once", "addresses in a circle");
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) length);
      pages.read(position, bytes);
      bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
      checkCount(position, bytes);
      newTypes.replaceIn(position, bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** jHDF makes lists of as many entries as these headers declare; each takes 8 bytes or more. */
  private void checkCount(long position, ByteBuffer header) throws UnreadableImageException {
    if (header.limit() < 4) {
      return;
    }
    int lengths = superblock.getSizeOfLengths();
    int at =
        switch (header.getInt(0)) {
          case 0x44485442 -> 18 + superblock.getSizeOfOffsets(); // BTHD
          case 0x44484146 -> 8; // FAHD
          case 0x44484145 -> 12 + 4 * lengths; // EAHD
          default -> -1;
        };
    if (at < 0 || header.limit() < at + lengths) {
      return;
    }
    long count = 0;
    for (int i = lengths - 1; i >= 0; i--) {
      count = count << 8 | (header.get(at + i) & 0xff);
    }
    if (count < 0 || count > source.size() / 8) {
      throw corrupt(position + at, "at most " + source.size() / 8 + " entries", count + "");
    }
  }

  @Override
  public long getUserBlockSize() {
    return superblock.getBaseAddressByte();
  }

  @Override
  public Superblock getSuperblock() {
    return superblock;
  }

  @Override
  public FileChannel getFileChannel() {
    throw new UnsupportedOperationException("no file channel: a source may be remote");
  }

  @Override
  public int getSizeOfOffsets() {
    return superblock.getSizeOfOffsets();
  }

  @Override
  public int getSizeOfLengths() {
    return superblock.getSizeOfLengths();
  }

  @Override
  public void close() {}

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public boolean inMemory() {
    return false;
  }
}
