package alrc.stem.prepare;

import alrc.settings.Sha256;
import alrc.stem.source.SeekableSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

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

  /** How many bytes from the start have been hashed. */
  private long hashed;

  HashedSource(SeekableSource source) {
    this.source = source;
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
      digest.update(read.position(read.position() + (int) known));
    }
  }

  /** Returns the SHA-256 of the whole source, hexadecimal; callers must not read after it. */
  String sha256() throws IOException {
    hashTo(size());
    return HexFormat.of().formatHex(digest.digest());
  }

  private void hashTo(long end) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(READ_AT_ONCE, end - hashed));
    while (hashed < end) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), end - hashed));
      source.readFully(hashed, buffer);
      digest.update(buffer.flip());
      hashed += buffer.limit();
    }
  }

  @Override
  public Optional<SeekableSource> sibling(String siblingName) throws IOException {
    return source.sibling(siblingName);
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
