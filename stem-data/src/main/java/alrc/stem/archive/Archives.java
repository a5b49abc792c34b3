package alrc.stem.archive;

import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Archives that are read as folders: a tar or a ZIP, recognised by its name and its content. Which
 * ZIP archives are themselves an image ({@code .npz}, {@code .zspy}), the caller decides.
 */
public final class Archives {
  /** Stands between the address of an archive and the name of a member. */
  public static final String SEPARATOR = "!/";

  private static final int HEAD = 512;

  private Archives() {}

  /** Returns whether a file of this name may be an archive. */
  public static boolean isNamed(String address) {
    String name = address.toLowerCase(Locale.ROOT);
    return name.endsWith(".tar") || name.endsWith(".zip");
  }

  /** Returns what kind of archive begins so: {@code tar} or {@code ZIP}; empty for none. */
  public static Optional<String> format(ByteBuffer head) {
    if (ZipMembers.matches(head)) {
      return Optional.of(ZipMembers.FORMAT);
    }
    return TarMembers.matches(head) ? Optional.of(TarMembers.FORMAT) : Optional.empty();
  }

  /** Returns the first bytes of a file, from which the kind is known. */
  public static ByteBuffer head(SeekableSource source) throws IOException {
    ByteBuffer head = ByteBuffer.allocate((int) Math.min(HEAD, source.size()));
    source.readFully(0, head);
    return head.flip();
  }

  /**
   * Lists the files in an archive, in the order of the archive. Members that are not read and what
   * is damaged are refused members.
   *
   * @throws IOException when the storage fails
   */
  public static List<ArchiveMember> list(SeekableSource source) throws IOException {
    try {
      return ZipMembers.matches(head(source)) ? ZipMembers.list(source) : TarMembers.list(source);
    } catch (UnreadableImageException damaged) {
      return List.of(ArchiveMember.refused(damaged));
    } catch (RuntimeException unexpected) {
      // The other archives of the job are listed and read.
      String detail = "the archive cannot be listed: " + unexpected;
      return List.of(ArchiveMember.refused("", UnreadableImageException.Kind.CORRUPT, detail));
    }
  }
}
