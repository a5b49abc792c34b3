package alrc.stem.archive;

import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A file in an archive, and where it is.
 *
 * @param name as the data set names it; empty for what is wrong with the archive itself
 * @param packing how the archive contains it
 * @param at offset in the archive: of its content in a tar, of its local header in a ZIP
 * @param stored bytes in the archive
 * @param size of its content in bytes
 * @param crc CRC-32 of its content; −1 where the archive states none
 * @param refused why it is not read; null if it is
 * @param detail the same in a sentence
 */
public record ArchiveMember(
    String name,
    Packing packing,
    long at,
    long stored,
    long size,
    long crc,
    @Nullable Kind refused,
    String detail) {
  /** How an archive contains a file. */
  public enum Packing {
    /** A range of a tar. */
    TAR,
    /** A range of a ZIP. */
    STORED,
    /** A range of a ZIP, compressed by Deflate. */
    DEFLATED
  }

  /** A file that is read from a range of a tar. */
  static ArchiveMember inTar(String name, long at, long size) {
    return new ArchiveMember(name, Packing.TAR, at, size, size, -1, null, "");
  }

  /** A file that is not read, or an archive that is damaged. */
  public static ArchiveMember refused(String name, Kind why, String detail) {
    return new ArchiveMember(name, Packing.TAR, 0, 0, 0, -1, why, detail);
  }

  /** An archive that cannot be listed. */
  public static ArchiveMember refused(UnreadableImageException why) {
    return refused("", why.kind(), why.explanation());
  }

  /** Returns this under another name. */
  ArchiveMember named(String newName) {
    return new ArchiveMember(newName, packing, at, stored, size, crc, refused, detail);
  }
}
