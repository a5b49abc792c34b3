package alrc.stem.prepare;

import alrc.settings.Sha256;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A source whose SHA-256 is computed while it is read. Bytes that are read in the order of the
 * file, as most pixels are, are hashed while they are in the cache; only the others are read again
 * for the hash.
 */
final class HashedSource implements SeekableSource {
  private static final int READ_AT_ONCE = 1 << 18;

  /** Gaps between two reads are read for the hash up to this many bytes. */
  private static final int BRIDGED = 1 << 20;

  private final SeekableSource source;
  private final MessageDigest digest = Sha256.start();
  private final CRC32 crc = new CRC32();
  private final OptionalLong statedCrc;

  /** How many bytes from the start have been hashed. */
  private long hashed;

  private @Nullable String sha256;

  HashedSource(SeekableSource source) {
    this.source = source;
    this.statedCrc = source.crc32();
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
    ByteBuffer read = destination.duplicate();
    source.readFully(position, destination);
    if (position > hashed && position - hashed <= BRIDGED) {
      hashTo(position);
    }
    long known = hashed - position;
    if (known >= 0 && known < read.remaining()) {
      hashed = position + read.remaining();
      update(read.position(read.position() + (int) known));
    }
  }

  /** Returns the SHA-256 of the whole source, hexadecimal; callers must not read after it. */
  String sha256() throws IOException {
    String known = sha256;
    if (known == null) {
      hashTo(size());
      known = HexFormat.of().formatHex(digest.digest());
      sha256 = known;
    }
    return known;
  }

  private void update(ByteBuffer bytes) {
    if (statedCrc.isPresent()) {
      crc.update(bytes.duplicate());
    }
    digest.update(bytes);
  }

  /**
   * Returns the SHA-256 like {@link #sha256}, and compares the checksum that an archive states.
   *
   * @throws UnreadableImageException if it differs
   */
  String checkedSha256() throws IOException {
    String all = sha256();
    if (statedCrc.isPresent() && statedCrc.getAsLong() != crc.getValue()) {
      throw UnreadableImageException.corrupt(
          "ZIP",
          0,
          String.format(Locale.ROOT, "a member with checksum %08x", statedCrc.getAsLong()),
          String.format(Locale.ROOT, "one with %08x", crc.getValue()));
    }
    return all;
  }

  /** Returns the SHA-256, or an empty text where the bytes cannot be read. */
  String sha256IfReadable() throws IOException {
    try {
      return sha256();
    } catch (UnreadableImageException refused) {
      return "";
    }
  }

  private void hashTo(long end) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(READ_AT_ONCE, end - hashed));
    while (hashed < end) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), end - hashed));
      source.readFully(hashed, buffer);
      update(buffer.flip());
      hashed += buffer.limit();
    }
  }

  @Override
  public Optional<SeekableSource> sibling(String siblingName) throws IOException {
    return source.sibling(siblingName);
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
