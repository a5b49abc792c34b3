package alrc.stem.archive;

import alrc.stem.packed.SourceStream;
import alrc.stem.packed.UnpackedSource;
import alrc.stem.packed.ZipEntries;
import alrc.stem.source.Claims;
import alrc.stem.source.RangeSource;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.TaskMemory;
import alrc.stem.source.UnreadableImageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The content of a member: a range of the archive, or, deflated, kept in memory once it is read. A
 * refused member throws its reason at the first read. Closing it closes the archive.
 */
public final class MemberSource implements SeekableSource {
  /** Deflate writes at most 258 bytes in 2 bits. */
  private static final long BEST_RATIO = 1032;

  private final SeekableSource archive;
  private final ArchiveMember member;
  private final String name;
  private @Nullable SeekableSource content;

  /**
   * The content of one member.
   *
   * @param archive that contains it; owned by this source
   * @param name for messages
   */
  public MemberSource(SeekableSource archive, ArchiveMember member, String name) {
    this.archive = archive;
    this.member = member;
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    return member.size();
  }

  @Override
  public OptionalLong crc32() {
    return member.packing() == ArchiveMember.Packing.STORED && member.refused() == null
        ? OptionalLong.of(member.crc())
        : OptionalLong.empty();
  }

  @Override
  public void readFully(long position, ByteBuffer destination) throws IOException {
    content().readFully(position, destination);
  }

  private synchronized SeekableSource content() throws IOException {
    SeekableSource open = content;
    if (open == null) {
      open = opened();
      content = open;
    }
    return open;
  }

  private SeekableSource opened() throws IOException {
    if (member.refused() != null) {
      throw UnreadableImageException.refused(member.refused(), member.detail());
    }
    if (member.packing() == ArchiveMember.Packing.TAR) {
      return new RangeSource(archive, name, member.at(), member.size());
    }
    long at = ZipEntries.contentAt(archive, ZipMembers.FORMAT, ZipMembers.entry(member));
    return member.packing() == ArchiveMember.Packing.STORED
        ? new RangeSource(archive, name, at, member.size())
        : inflated(at);
  }

  private SeekableSource inflated(long at) throws IOException {
    Claims.checkRatio(ZipMembers.FORMAT, at, member.size(), member.stored(), BEST_RATIO);
    TaskMemory.check(ZipMembers.FORMAT, at, 2.0 * member.size(), "the deflated member " + name);
    Inflater inflater = new Inflater(true);
    try (SourceStream in = new SourceStream(archive, at, member.stored());
        InflaterInputStream inflated = new InflaterInputStream(in, inflater, 1 << 16)) {
      UnpackedSource whole =
          UnpackedSource.read(inflated, in, archive, ZipMembers.FORMAT, name, member.size());
      CRC32 crc = new CRC32();
      whole.update(crc);
      if (whole.size() != member.size() || crc.getValue() != member.crc()) {
        throw UnreadableImageException.corrupt(
            ZipMembers.FORMAT,
            at,
            String.format(Locale.ROOT, "%d bytes, checksum %08x", member.size(), member.crc()),
            String.format(Locale.ROOT, "%d bytes, checksum %08x", whole.size(), crc.getValue()));
      }
      return whole;
    } finally {
      inflater.end();
    }
  }

  /** Opens the member of this name in the same folder of the archive. */
  @Override
  public Optional<SeekableSource> sibling(String sibling) throws IOException {
    String folder = member.name().substring(0, member.name().lastIndexOf('/') + 1);
    for (ArchiveMember other : Archives.list(archive)) {
      if (other.name().equals(folder + sibling) && other.refused() == null) {
        return Optional.of(new Kept(new MemberSource(archive, other, sibling)));
      }
    }
    return Optional.empty();
  }

  @Override
  public List<String> beside(String ending) throws IOException {
    String folder = member.name().substring(0, member.name().lastIndexOf('/') + 1);
    return Archives.list(archive).stream()
        .map(ArchiveMember::name)
        .filter(name -> name.startsWith(folder) && name.indexOf('/', folder.length()) < 0)
        .map(name -> name.substring(folder.length()))
        .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(ending))
        .sorted()
        .toList();
  }

  /** A sibling leaves the archive open. */
  private record Kept(MemberSource source) implements SeekableSource {
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
      source.readFully(position, destination);
    }

    @Override
    public Optional<SeekableSource> sibling(String other) throws IOException {
      return source.sibling(other);
    }

    @Override
    public void close() {
      // The archive belongs to the other member.
    }
  }

  @Override
  public void close() throws IOException {
    archive.close();
  }
}
