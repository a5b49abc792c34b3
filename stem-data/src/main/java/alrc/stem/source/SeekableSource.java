package alrc.stem.source;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The bytes of one file, wherever it lives. Reads are positional: two readers of one source do not
 * disturb each other's position.
 */
public interface SeekableSource extends Closeable {
  /** Returns a name for messages: a path or an address. */
  String name();

  /** Returns the length in bytes. */
  long size();

  /**
   * Fills the rest of {@code destination} with the bytes from {@code position} on.
   *
   * @throws EOFException when the source ends before the buffer is full
   */
  void readFully(long position, ByteBuffer destination) throws IOException;

  /**
   * Checks that bytes are there, for sources whose length is known exactly.
   *
   * @throws EOFException if they are not
   */
  default void checkInside(long position, int wanted) throws EOFException {
    if (position < 0 || wanted > size() - position) {
      throw new EOFException(
          String.format(
              Locale.ROOT,
              "%s: wanted %d bytes from 0x%x, but it ends at 0x%x",
              name(),
              wanted,
              position,
              size()));
    }
  }

  /** Opens the file of this name in the same folder, or returns empty where there is none. */
  Optional<SeekableSource> sibling(String name) throws IOException;

  /**
   * Returns the sorted names of the files in the same folder that end so, in either case; none
   * where folders are not listed.
   */
  default List<String> beside(String ending) throws IOException {
    return List.of();
  }

  /** Returns the CRC-32 that an archive states for these bytes, where it is not compared yet. */
  default OptionalLong crc32() {
    return OptionalLong.empty();
  }
}
