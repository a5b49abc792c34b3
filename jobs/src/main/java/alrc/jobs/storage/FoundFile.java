package alrc.jobs.storage;

import alrc.stem.archive.ArchiveMember;
import alrc.stem.archive.Archives;
import alrc.stem.dataset.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * A file that an {@code --input} led to.
 *
 * @param address full address, {@code scheme:path}; of a member of an archive, {@code
 *     scheme:path!/member}
 * @param source name relative to the root of its {@code --input}; the name it has in a data set
 * @param bytes length of the file
 * @param in the archive that contains it; null for a file of its own
 * @param stamp of the file, or of the archive that contains it; null if a later change might not
 *     show
 */
public record FoundFile(
    String address, String source, long bytes, @Nullable InArchive in, @Nullable Stamp stamp) {
  /** A file of its own. */
  public FoundFile(String address, String source, long bytes) {
    this(address, source, bytes, null, null);
  }

  /** Returns the address of what the stamp is of. */
  public String stampedAddress() {
    return in == null ? address : in.archive();
  }

  /** Returns a member of this file, which is an archive. */
  FoundFile member(ArchiveMember member) {
    String inside = member.name().isEmpty() ? "" : Archives.SEPARATOR + member.name();
    return new FoundFile(
        address + inside, source + inside, member.size(), new InArchive(address, member), stamp);
  }
}
