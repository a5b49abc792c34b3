package alrc.stem.archive;

import alrc.stem.packed.ZipEntries;
import alrc.stem.packed.ZipEntries.Entry;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** The members of a ZIP archive, stored or deflated. */
final class ZipMembers {
  static final String FORMAT = "ZIP";

  private ZipMembers() {}

  /** Returns whether a file that begins so is a ZIP archive. */
  static boolean matches(ByteBuffer head) {
    return !ZipEntries.firstName(head).isEmpty();
  }

  /** Lists the members in the order of the archive's table. */
  static List<ArchiveMember> list(SeekableSource source) throws IOException {
    MemberNames members = new MemberNames(FORMAT);
    for (Entry entry : ZipEntries.list(source, FORMAT)) {
      Optional<String> fault = unread(entry);
      if (fault.isPresent()) {
        String detail = FORMAT + ": " + fault.get();
        members.add(ArchiveMember.refused(entry.name(), Kind.UNSUPPORTED, detail));
      } else if (!entry.name().endsWith("/")) {
        members.add(member(entry));
      }
    }
    return members.list();
  }

  private static ArchiveMember member(Entry entry) {
    boolean stored = entry.method() == ZipEntries.STORED;
    if (stored && entry.stored() != entry.size()) {
      return ArchiveMember.refused(
          entry.name(),
          Kind.CORRUPT,
          FORMAT + ": expected " + entry.size() + " bytes, found " + entry.stored());
    }
    return new ArchiveMember(
        entry.name(),
        stored ? ArchiveMember.Packing.STORED : ArchiveMember.Packing.DEFLATED,
        entry.localAt(),
        entry.stored(),
        entry.size(),
        entry.crc(),
        null,
        "");
  }

  private static Optional<String> unread(Entry entry) {
    if (entry.encrypted()) {
      return Optional.of("an encrypted member");
    }
    if (entry.link()) {
      return Optional.of("a link to another file");
    }
    if (entry.method() != ZipEntries.STORED && entry.method() != ZipEntries.DEFLATED) {
      return Optional.of(
          "a member of compression method "
              + entry.method()
              + "; only stored and deflated members are read");
    }
    return Optional.empty();
  }

  /** Returns the entry of a member again. */
  static Entry entry(ArchiveMember member) {
    boolean stored = member.packing() == ArchiveMember.Packing.STORED;
    return new Entry(
        member.name(),
        false,
        false,
        stored ? ZipEntries.STORED : ZipEntries.DEFLATED,
        member.crc(),
        member.stored(),
        member.size(),
        member.at());
  }
}
