package alrc.stem.archive;

import alrc.stem.source.Claims;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.apache.commons.compress.archivers.zip.ZipEncoding;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;

/**
 * The members of a tar archive (POSIX.1-2017, pax and ustar; GNU tar's long names).
 * commons-compress parses each header; its stream is not used, since it reads names of any length
 * into memory.
 */
final class TarMembers {
  static final String FORMAT = "tar";
  private static final int BLOCK = 512;

  /** The longest name or list of extended facts that is read. */
  private static final int MOST_EXTENSION = 1 << 20;

  /** Where a block of a sparse file's map says that another one follows. */
  private static final int SPARSE_CONTINUES = 504;

  private static final ZipEncoding UTF_8 = ZipEncodingHelper.getZipEncoding("UTF-8");

  private final SeekableSource source;
  private final MemberNames members = new MemberNames(FORMAT);
  private long at;
  private PaxFacts facts = PaxFacts.NONE;

  private TarMembers(SeekableSource source) {
    this.source = source;
  }

  /** Returns whether a file that begins so is a tar archive: its first header has a checksum. */
  static boolean matches(ByteBuffer head) {
    if (head.limit() < BLOCK) {
      return false;
    }
    byte[] block = new byte[BLOCK];
    head.get(0, block);
    return isZero(block) || hasChecksum(block);
  }

  /** In other files, what stands where a header has its checksum is often not even a number. */
  private static boolean hasChecksum(byte[] block) {
    try {
      return TarUtils.verifyCheckSum(block);
    } catch (IllegalArgumentException noNumber) {
      return false;
    }
  }

  /** Lists the members in the order of the archive; what is damaged is a refused member. */
  static List<ArchiveMember> list(SeekableSource source) throws IOException {
    TarMembers tar = new TarMembers(source);
    try {
      tar.walk();
    } catch (UnreadableImageException damaged) {
      tar.members.addFault(damaged);
    }
    return tar.members.list();
  }

  private void walk() throws IOException {
    while (true) {
      if (at > source.size() - BLOCK) {
        throw UnreadableImageException.corrupt(
            FORMAT,
            at,
            "another member, or the block of zeros that ends an archive",
            String.format(Locale.ROOT, "a file that ends at 0x%x", source.size()));
      }
      byte[] block = read(at, BLOCK);
      if (isZero(block)) {
        return;
      }
      TarArchiveEntry entry = parse(block);
      at += BLOCK;
      boolean isExtension = take(entry);
      long bytes = facts.size().orElse(entry.getSize());
      at = isExtension ? at + padded(entry.getSize()) : at + padded(bytes);
      if (!isExtension) {
        facts = PaxFacts.NONE;
      }
    }
  }

  private static boolean isZero(byte[] block) {
    return Arrays.equals(block, new byte[BLOCK]);
  }

  private static long padded(long bytes) {
    return (bytes + BLOCK - 1) / BLOCK * BLOCK;
  }

  private byte[] read(long from, long bytes) throws IOException {
    byte[] read = new byte[(int) bytes];
    source.readFully(from, ByteBuffer.wrap(read));
    return read;
  }

  private TarArchiveEntry parse(byte[] block) throws IOException {
    try {
      if (hasChecksum(block)) {
        TarArchiveEntry entry = new TarArchiveEntry(block, UTF_8, false, at + BLOCK);
        if (entry.getSize() >= 0) {
          return entry;
        }
      }
    } catch (IllegalArgumentException | IOException malformed) {
      throw UnreadableImageException.corrupt(
              FORMAT, at, "the header of a member", String.valueOf(malformed.getMessage()))
          .causedBy(malformed);
    }
    throw UnreadableImageException.corrupt(
        FORMAT, at, "the header of a member", "a block that fails its checksum");
  }

  /** Takes a header whose content is at {@link #at}; returns whether it only describes the next. */
  private boolean take(TarArchiveEntry entry) throws IOException {
    if (entry.isGlobalPaxHeader() || entry.isGNULongLinkEntry()) {
      return true;
    }
    if (entry.isPaxHeader() || entry.isGNULongNameEntry()) {
      byte[] text = extension(entry.getSize());
      facts = entry.isPaxHeader() ? facts.with(text, at) : facts.named(name(text));
      return true;
    }
    if (entry.isSparse() && entry.isExtended()) {
      skipSparseMap();
    }
    String name = facts.name().orElse(entry.getName());
    long size = facts.size().orElse(entry.getSize());
    Optional<String> fault = unread(entry);
    if (fault.isPresent()) {
      members.add(ArchiveMember.refused(name, Kind.UNSUPPORTED, FORMAT + ": " + fault.get()));
    } else if (!entry.isDirectory() && !name.endsWith("/")) {
      Claims.checkInside(FORMAT, source, at, size, "the content of " + name);
      members.add(ArchiveMember.inTar(name, at, size));
    }
    return false;
  }

  private Optional<String> unread(TarArchiveEntry entry) {
    if (entry.isSymbolicLink() || entry.isLink()) {
      return Optional.of("a link to another file");
    }
    if (entry.isSparse() || facts.isSparse()) {
      return Optional.of("a sparse file");
    }
    if (entry.isDirectory() || entry.isFile()) {
      return Optional.empty();
    }
    return Optional.of("a device, a pipe or a member of another kind, not a file");
  }

  private byte[] extension(long bytes) throws IOException {
    Claims.checkInside(FORMAT, source, at, bytes, "an extended header");
    if (bytes > MOST_EXTENSION) {
      throw UnreadableImageException.unsupported(
          FORMAT, at, "an extended header of " + bytes + " bytes");
    }
    return read(at, bytes);
  }

  private static String name(byte[] text) {
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    return new String(text, 0, end, StandardCharsets.UTF_8);
  }

  private void skipSparseMap() throws IOException {
    boolean more = true;
    while (more) {
      Claims.checkInside(FORMAT, source, at, BLOCK, "the map of a sparse file");
      more = read(at, BLOCK)[SPARSE_CONTINUES] != 0;
      at += BLOCK;
    }
  }
}
