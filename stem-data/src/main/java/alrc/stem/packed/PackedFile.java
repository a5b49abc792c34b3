package alrc.stem.packed;

import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * A file that was compressed as a whole, such as {@code scan.tif.gz}: gzip (RFC 1952) or bzip2. It
 * is decompressed into memory, and only if its first bytes are those of a known format.
 */
public enum PackedFile {
  /** Deflate with a checksum; several streams may follow each other. */
  GZIP("gzip", "1f8b08", 0),
  /** The digit of the block size differs; the first block begins with the digits of π. */
  BZIP2("bzip2", "314159265359", 4);

  private static final int BUFFER = 1 << 16;

  private final String format;
  private final String signature;
  private final int at;

  PackedFile(String format, String signature, int at) {
    this.format = format;
    this.signature = signature;
    this.at = at;
  }

  /** Returns the name of the compression. */
  public String format() {
    return format;
  }

  /** Returns how a file that begins so is compressed; empty if it is not. */
  public static Optional<PackedFile> of(ByteBuffer head) {
    return Arrays.stream(values()).filter(packed -> packed.matches(head)).findFirst();
  }

  private boolean matches(ByteBuffer head) {
    byte[] bytes = HexFormat.of().parseHex(signature);
    if (head.limit() < at + bytes.length) {
      return false;
    }
    boolean begins = this == GZIP || (head.get(0) == 'B' && head.get(1) == 'Z');
    return begins && head.slice(at, bytes.length).equals(ByteBuffer.wrap(bytes));
  }

  /** Decides by its first bytes whether a content is decompressed. */
  @FunctionalInterface
  public interface Known {
    /** Throws the reason if it is not. */
    void check(ByteBuffer head) throws UnreadableImageException;
  }

  /**
   * Decompresses a file into memory.
   *
   * @param headBytes how many bytes are shown to {@code known}
   * @throws UnreadableImageException if it is damaged, not known, or needs too much memory
   */
  public SeekableSource unpack(SeekableSource source, int headBytes, Known known)
      throws IOException {
    String name = source.name().replaceFirst("(?i)\\.(gz|gzip|bz2)$", "");
    SourceStream from = new SourceStream(source, 0, source.size());
    try (InputStream in = new BufferedInputStream(stream(from), Math.max(BUFFER, headBytes))) {
      in.mark(headBytes);
      known.check(ByteBuffer.wrap(in.readNBytes(headBytes)));
      in.reset();
      return UnpackedSource.read(in, from, source, format, name, Long.MAX_VALUE - 1);
    } catch (IOException damaged) {
      throw from.fault(format, damaged);
    }
  }

  private InputStream stream(InputStream from) throws IOException {
    return this == GZIP
        ? new GZIPInputStream(from, BUFFER)
        : new BZip2CompressorInputStream(from, true);
  }
}
