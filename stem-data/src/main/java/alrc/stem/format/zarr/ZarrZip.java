package alrc.stem.format.zarr;

import alrc.stem.packed.Decompression;
import alrc.stem.packed.ZipEntries;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.Inflater;

/**
 * The entries of a ZIP archive that Zarr writes. It may write an entry again when attributes
 * change; the last one counts. The table of contents is in memory, entries are not.
 */
final class ZarrZip implements ZarrStore {
  private final SeekableSource source;
  private final Map<String, ZipEntries.Entry> entries = new TreeMap<>();

  private ZarrZip(SeekableSource source) {
    this.source = source;
  }

  static ZarrZip open(SeekableSource source) throws IOException {
    ZarrZip zip = new ZarrZip(source);
    for (ZipEntries.Entry entry : ZipEntries.list(source, FORMAT)) {
      zip.entries.put(entry.name(), entry);
    }
    return zip;
  }

  @Override
  public Iterable<String> names() {
    return entries.keySet();
  }

  @Override
  public long position(String name) {
    ZipEntries.Entry entry = entries.get(name);
    return entry == null ? 0 : Math.max(0, entry.localAt());
  }

  @Override
  public long archiveBytes() {
    return source.size();
  }

  @Override
  public long size(String name) {
    ZipEntries.Entry entry = entries.get(name);
    return entry == null ? -1 : entry.size();
  }

  @Override
  public byte[] part(String name, long from, long bytes) throws IOException {
    throw UnreadableImageException.unsupported(FORMAT, position(name), "shards in a ZIP archive");
  }

  /** Reads an entry and checks its CRC. */
  @Override
  public Optional<byte[]> bytes(String name, long most) throws IOException {
    ZipEntries.Entry entry = entries.get(name);
    if (entry == null) {
      return Optional.empty();
    }
    long at = ZipEntries.contentAt(source, FORMAT, entry);
    boolean stored = entry.method() == ZipEntries.STORED;
    if (entry.encrypted() || !(stored || entry.method() == ZipEntries.DEFLATED)) {
      throw UnreadableImageException.unsupported(
          FORMAT,
          at,
          String.format(Locale.ROOT, "entry %s, encrypted or of method %d", name, entry.method()));
    }
    long size = entry.size();
    long ratio = stored ? 1 : Decompression.Codec.ZLIB.bestRatio();
    if (size > most || size / ratio > entry.stored()) {
      throw UnreadableImageException.corrupt(
          FORMAT,
          at,
          String.format(Locale.ROOT, "at most %d bytes in %s", most, name),
          size + " bytes");
    }
    byte[] bytes = stored ? read(at, size) : inflated(read(at, entry.stored()), (int) size);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    if (crc.getValue() != entry.crc()) {
      throw UnreadableImageException.corrupt(
          FORMAT,
          at,
          String.format(Locale.ROOT, "%d bytes of %s with CRC %08x", size, name, entry.crc()),
          String.format(Locale.ROOT, "CRC %08x", crc.getValue()));
    }
    return Optional.of(bytes);
  }

  private byte[] read(long at, long size) throws IOException {
    byte[] bytes = new byte[(int) Math.min(size, Integer.MAX_VALUE - 64)];
    source.readFully(at, ByteBuffer.wrap(bytes));
    return bytes;
  }

  /** A damaged entry gives bytes that differ from its CRC. */
  private static byte[] inflated(byte[] deflated, int size) {
    byte[] bytes = new byte[size];
    try {
      Inflater inflater = new Inflater(true);
      int count = Decompression.inflate(inflater, ByteBuffer.wrap(deflated), bytes, 0, size);
      return count == size ? bytes : new byte[0];
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
