package alrc.stem.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** Few bytes that unfold to many zeros, in each compression, and files around them. */
final class Unfolding {
  /** What most unfold to. */
  static final int BYTES = 1 << 27;

  private static final int PIECE = 1 << 20;
  private static final int ZSTD_BLOCK = 1 << 17;
  private static final byte[] DEFLATED = deflated(new byte[0], BYTES);

  private Unfolding() {}

  /** Deflate without a frame, of some bytes and zeros. */
  private static byte[] deflated(byte[] first, int zeros) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION, true))) {
      out.write(first);
      for (int i = 0; i < zeros / PIECE; i++) {
        out.write(new byte[PIECE]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Deflate in zlib's frame, without the checksum at its end. */
  static byte[] zlib(int bytes) {
    return joined(new byte[] {0x78, 1}, bytes == BYTES ? DEFLATED : deflated(new byte[0], bytes));
  }

  /** Deflate in gzip's frame, of some bytes and zeros. */
  static byte[] gzip(byte[] first, int bytes) {
    byte[] head = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0};
    return joined(head, deflated(first, bytes), new byte[8]);
  }

  /** Streams of bzip2, of which the first has these bytes. */
  static byte[] bzip2(byte[] first) {
    byte[][] streams = new byte[1 + BYTES / PIECE][];
    Arrays.fill(streams, bzip2Stream(new byte[PIECE]));
    streams[0] = bzip2Stream(first);
    return joined(streams);
  }

  private static byte[] bzip2Stream(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new BZip2CompressorOutputStream(bytes)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Zstandard (RFC 8878): a frame of blocks that each repeat one byte. */
  static byte[] zstd() {
    int blocks = BYTES / ZSTD_BLOCK;
    ByteBuffer frame = ByteBuffer.allocate(6 + 4 * blocks).order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(0xfd2fb528).put((byte) 0).put((byte) (7 << 3));
    for (int i = 0; i < blocks; i++) {
      int last = i == blocks - 1 ? 1 : 0;
      frame.putInt(last | 1 << 1 | ZSTD_BLOCK << 3);
    }
    return frame.array();
  }

  /** LZ4 without a frame: a byte, a copy of all that follows, five bytes. */
  static byte[] lz4(int bytes) {
    byte[] length = new byte[bytes / 255];
    Arrays.fill(length, (byte) 0xff);
    return joined(new byte[] {0x1f, 0, 1, 0}, length, new byte[] {0, 0x50, 0, 0, 0, 0, 0});
  }

  /** A TIFF of one strip of bytes. */
  static byte[] tiff(int height, int width, int compression, byte[] strip, String description) {
    byte[] text = (description + "\0").getBytes(StandardCharsets.UTF_8);
    int stripAt = 8 + text.length;
    TreeMap<Integer, int[]> fields = new TreeMap<>();
    Map.of(256, width, 257, height, 258, 8, 259, compression, 262, 1, 277, 1, 278, height)
        .forEach((tag, value) -> fields.put(tag, new int[] {4, 1, value}));
    fields.put(270, new int[] {2, Math.max(5, text.length), 8});
    fields.put(273, new int[] {4, 1, stripAt});
    fields.put(279, new int[] {4, 1, strip.length});
    int directory = stripAt + strip.length + (stripAt + strip.length) % 2;
    ByteBuffer file =
        ByteBuffer.allocate(directory + 2 + 12 * fields.size() + 4).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0x002a4949).putInt(directory).put(text).put(strip).position(directory);
    file.putShort((short) fields.size());
    fields.forEach(
        (tag, field) ->
            file.putShort(tag.shortValue())
                .putShort((short) field[0])
                .putInt(field[1])
                .putInt(field[2]));
    return file.array();
  }

  /** A TIFF of as many directories, each a page of one byte. */
  static byte[] directories(int count) {
    Map<Integer, Integer> fields =
        new TreeMap<>(Map.of(256, 1, 257, 1, 258, 8, 259, 1, 277, 1, 278, 1, 279, 1));
    int bytes = 2 + 12 * (fields.size() + 1) + 4 + 2;
    ByteBuffer file = ByteBuffer.allocate(8 + count * bytes).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0x002a4949).putInt(8);
    for (int i = 0; i < count; i++) {
      int end = file.position() + bytes;
      file.putShort((short) (fields.size() + 1));
      fields.forEach((tag, value) -> field(file, tag, value, tag == 279 ? 0 : tag, end));
      file.putInt(i == count - 1 ? 0 : end).position(end);
    }
    return file.array();
  }

  private static void field(ByteBuffer file, int tag, int value, int order, int end) {
    if (tag == 277) {
      file.putShort((short) 273).putShort((short) 4).putInt(1).putInt(end - 2);
    }
    file.putShort((short) tag).putShort((short) 4).putInt(1).putInt(value);
  }

  /** A PNG of grey or palette bytes, with a chunk before its pixels. */
  static byte[] png(int side, int colour, boolean interlaced, String type, byte[] before) {
    byte interlace = (byte) (interlaced ? 1 : 0);
    ByteBuffer header = ByteBuffer.allocate(13).putInt(side).putInt(side);
    header.put((byte) 8).put((byte) colour).put((byte) 0).put((byte) 0).put(interlace);
    return joined(
        ByteBuffer.allocate(8).putLong(0x89504e470d0a1a0aL).array(),
        chunk("IHDR", header.array()),
        chunk("PLTE", new byte[3 * 256]),
        type.isEmpty() ? new byte[0] : chunk(type, before),
        chunk("IDAT", zlib(BYTES)),
        chunk("IEND", new byte[0]));
  }

  private static byte[] chunk(String type, byte[] content) {
    byte[] named = joined(type.getBytes(StandardCharsets.US_ASCII), content);
    CRC32 crc = new CRC32();
    crc.update(named);
    return joined(
        ByteBuffer.allocate(4).putInt(content.length).array(),
        named,
        ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  /** A ZIP whose entries all name one deflated content: some bytes and zeros. */
  static byte[] zip(String name, byte[] first, int declared, int entries) {
    byte[] content = first.length == 0 ? DEFLATED : deflated(first, BYTES);
    byte[] text = name.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(Arrays.copyOf(first, Math.min(declared, PIECE)));
    ByteBuffer sizes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    sizes.putInt((int) crc.getValue()).putInt(content.length).putInt(declared);
    ByteBuffer file =
        ByteBuffer.allocate(100 * (entries + 1) + content.length).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0x04034b50).putShort((short) 20).putShort((short) 0).putShort((short) 8).putInt(0);
    file.put(sizes.array()).putShort((short) text.length).putShort((short) 0).put(text);
    int table = file.put(content).position();
    for (int i = 0; i < entries; i++) {
      file.putInt(0x02014b50).putInt(20 << 16 | 20).putShort((short) 0).putShort((short) 8);
      file.putInt(0).put(sizes.array()).putShort((short) text.length).putShort((short) 0);
      file.putShort((short) 0).putInt(0).putInt(0).putInt(0).put(text);
    }
    int end = file.position();
    file.putInt(0x06054b50).putInt(0).putShort((short) entries).putShort((short) entries);
    file.putInt(end - table).putInt(table).putShort((short) 0);
    return Arrays.copyOf(file.array(), file.position());
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
