package alrc.jobs.storage;

import alrc.stem.archive.ArchiveMember;
import alrc.stem.archive.Archives;
import alrc.stem.archive.MemberSource;
import alrc.stem.source.SeekableSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** An input that reports a failure to read it as an {@link InputFailure}. */
public final class InputSource implements SeekableSource {
  private final SeekableSource source;
  private volatile boolean lookedBeside;

  private InputSource(SeekableSource source) {
    this.source = source;
  }

  /** Opens an input: a file, or a member of an archive. */
  public static SeekableSource open(Storage storage, FoundFile file) throws InputFailure {
    InArchive in = file.in();
    return in == null
        ? open(storage, file.address(), file.source())
        : new MemberSource(open(storage, in.archive(), in.archive()), in.member(), file.source());
  }

  /**
   * Opens a file by its address, or a member of an archive by {@code ARCHIVE!/MEMBER}.
   *
   * @param name for messages
   */
  public static SeekableSource openAt(Storage storage, String address, String name)
      throws IOException {
    if (isZarrFolder(storage, address)) {
      return ZarrFolders.open(storage, address, name);
    }
    int inside = storage.exists(address) ? -1 : address.indexOf(Archives.SEPARATOR);
    if (inside < 0) {
      return storage.source(address, name);
    }
    String archive = address.substring(0, inside);
    String member = address.substring(inside + Archives.SEPARATOR.length());
    for (ArchiveMember each : new ArchiveListing(storage).list(archive)) {
      if (each.name().equals(member)) {
        return new MemberSource(storage.source(archive, archive), each, name);
      }
    }
    throw new FileNotFoundException(archive + " has no member " + member);
  }

  /** Returns whether an address is that of a folder which is one input. */
  public static boolean isZarrFolder(Storage storage, String address) throws IOException {
    return storage.isFolder(address) && ZarrFolders.isZarr(storage, address);
  }

  private static InputSource open(Storage storage, String address, String name)
      throws InputFailure {
    try {
      return new InputSource(
          address.endsWith("/")
              ? ZarrFolders.open(storage, address, name)
              : storage.source(address, name));
    } catch (IOException | RuntimeException closed) {
      throw new InputFailure("cannot be opened: " + Storage.reason(closed), closed);
    }
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public void readFully(long position, ByteBuffer destination) throws IOException {
    try {
      source.readFully(position, destination);
    } catch (IOException | RuntimeException broken) {
      throw new InputFailure(
          "cannot be read at 0x" + Long.toHexString(position) + ": " + Storage.reason(broken),
          broken);
    }
  }

  @Override
  public Optional<SeekableSource> sibling(String siblingName) throws IOException {
    lookedBeside = true;
    return source.sibling(siblingName);
  }

  /** Returns whether a file beside this one was looked for. */
  public boolean lookedBeside() {
    return lookedBeside;
  }

  @Override
  public List<String> beside(String ending) throws IOException {
    return source.beside(ending);
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
