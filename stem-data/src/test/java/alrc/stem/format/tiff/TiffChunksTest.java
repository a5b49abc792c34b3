package alrc.stem.format.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.packed.Xz;
import alrc.stem.read.BytesSource;
import alrc.stem.source.TaskMemory;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import alrc.stem.stored.StoredImage;
import io.airlift.compress.zstd.ZstdCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/**
 * Strips of Zstandard, LZMA and of floating-point differences, made here. Files of tifffile
 * 2026.3.3 with each of these, in strips and tiles of both byte orders, were read by hand with
 * equal values.
 */
public class TiffChunksTest {
  private static final int WIDTH = 9;
  private static final int HEIGHT = 7;
  private static final int STRIP = 3;
  private static final int ZSTD = 50000;
  private static final int LZMA = 34925;

  /** One sound file of each kind. */
  public static List<byte[]> seeds() {
    return List.of(
        file(ZSTD, 2, 2, ByteOrder.BIG_ENDIAN),
        file(8, 3, 4, ByteOrder.LITTLE_ENDIAN),
        file(LZMA, 1, 4, ByteOrder.LITTLE_ENDIAN));
  }

  private static double value(int row, int column) {
    return column * column - 3.25 * row;
  }

  /** One row as the file stores it before compression. */
  private static byte[] row(int row, int bytes, int predictor, ByteOrder order) {
    ByteBuffer values = ByteBuffer.allocate(WIDTH * bytes).order(order);
    long before = 0;
    for (int column = 0; column < WIDTH; column++) {
      if (predictor == 2) {
        long value = (long) value(row, column) & 0xffff;
        values.putShort((short) (value - before));
        before = value;
      } else if (bytes == 4) {
        values.putFloat((float) value(row, column));
      } else {
        values.putDouble(value(row, column));
      }
    }
    return predictor == 3 ? differences(values.array(), bytes, order) : values.array();
  }

  private static byte[] differences(byte[] values, int bytes, ByteOrder order) {
    byte[] sorted = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      int significance = i % bytes;
      int place = order == ByteOrder.BIG_ENDIAN ? significance : bytes - 1 - significance;
      sorted[place * WIDTH + i / bytes] = values[i];
    }
    for (int i = sorted.length - 1; i > 0; i--) {
      sorted[i] -= sorted[i - 1];
    }
    return sorted;
  }

  private static byte[] packed(byte[] strip, int compression) {
    if (compression == ZSTD) {
      byte[] into = new byte[1 << 12];
      int length = new ZstdCompressor().compress(strip, 0, strip.length, into, 0, into.length);
      return Arrays.copyOf(into, length);
    }
    if (compression == LZMA) {
      return xz(strip, 1 << 16);
    }
    Deflater deflater = new Deflater();
    deflater.setInput(strip);
    deflater.finish();
    byte[] into = new byte[1 << 12];
    return Arrays.copyOf(into, deflater.deflate(into));
  }

  private static byte[] xz(byte[] strip, int dictionary) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    LZMA2Options options = new LZMA2Options();
    try {
      options.setDictSize(dictionary);
      try (XZOutputStream out = new XZOutputStream(bytes, options)) {
        out.write(strip);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] file(int compression, int predictor, int bytes, ByteOrder order) {
    List<byte[]> strips = new ArrayList<>();
    for (int top = 0; top < HEIGHT; top += STRIP) {
      int rows = Math.min(STRIP, HEIGHT - top);
      ByteBuffer strip = ByteBuffer.allocate(rows * WIDTH * bytes);
      for (int row = top; row < top + rows; row++) {
        strip.put(row(row, bytes, predictor, order));
      }
      strips.add(packed(strip.array(), compression));
    }
    int[][] fields = {
      {256, WIDTH},
      {257, HEIGHT},
      {258, 8 * bytes},
      {259, compression},
      {273, -1},
      {277, 1},
      {278, STRIP},
      {279, -1},
      {317, predictor},
      {339, predictor == 2 ? 1 : 3}
    };
    int lists = 8 + 2 + 12 * fields.length + 4;
    int start = lists + 8 * strips.size();
    ByteBuffer file = ByteBuffer.allocate(1 << 12).order(order);
    file.putShort((short) (order == ByteOrder.BIG_ENDIAN ? 0x4d4d : 0x4949)).putShort((short) 42);
    file.putInt(8).putShort((short) fields.length);
    for (int[] field : fields) {
      int list = field[0] == 273 ? lists : lists + 4 * strips.size();
      boolean several = field[1] < 0;
      file.putShort((short) field[0]).putShort((short) 4).putInt(several ? strips.size() : 1);
      file.putInt(several ? list : field[1]);
    }
    for (int i = 0; i < strips.size(); i++) {
      byte[] strip = strips.get(i);
      file.putInt(lists + 4 * i, start).putInt(lists + 4 * (strips.size() + i), strip.length);
      file.put(start, strip);
      start += strip.length;
    }
    return Arrays.copyOf(file.array(), start);
  }

  @ParameterizedTest
  @CsvSource({
    "50000, 1, 4",
    "50000, 3, 4",
    "50000, 3, 8",
    "8, 3, 4",
    "8, 3, 8",
    "50000, 2, 2",
    "34925, 1, 4",
    "34925, 2, 2"
  })
  void valuesComeBackInBothByteOrders(int compression, int predictor, int bytes)
      throws IOException {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      byte[] file = file(compression, predictor, bytes, order);
      StoredImage image = BytesSource.readAll(file).images().get(0);
      image.verify();
      for (int row = 0; row < HEIGHT; row++) {
        for (int column = 0; column < WIDTH; column++) {
          double value = value(row, column);
          double expected = predictor == 2 ? (long) value & 0xffff : value;
          assertEquals(expected, image.read(0, row, 1).at(column));
        }
      }
      assertEquals(image.read(0, 4, 1).at(8), image.read(0, 2, 4).at(2 * WIDTH + 8));
    }
  }

  /** A block states the size of its dictionary, which could be 4 GiB, in its first bytes. */
  @Test
  void aDictionaryThatNeedsTooMuchMemoryIsRefused() throws IOException {
    TaskMemory.share(Integer.MAX_VALUE);
    try {
      byte[] into = new byte[100];
      UnreadableImageException e =
          assertThrows(
              UnreadableImageException.class,
              () -> Xz.decompress("TIFF", 7, ByteBuffer.wrap(xz(into, 1 << 24)), into));
      assertEquals(Kind.TOO_LARGE, e.kind());
      assertTrue(e.explanation().contains("an LZMA dictionary"), e.explanation());
      Xz.decompress("TIFF", 7, ByteBuffer.wrap(xz(into, 1 << 16)), into);
    } finally {
      TaskMemory.share(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {ZSTD, LZMA})
  void aDamagedStripIsCorruptAndSaysWhere(int compression) throws IOException {
    byte[] file = file(compression, 1, 4, ByteOrder.LITTLE_ENDIAN);
    Arrays.fill(file, file.length - 20, file.length, (byte) 0x55);
    UnreadableImageException e =
        assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(file));
    assertEquals(Kind.CORRUPT, e.kind());
    assertTrue(e.offset().isPresent());
  }

  @ParameterizedTest
  @CsvSource({"50000, 4, predictor 4", "50000, 3, uint16 compressed after predictor 3"})
  void whatIsNotDefinedIsUnsupportedByName(int compression, int predictor, String name) {
    byte[] file = file(compression, 2, 2, ByteOrder.LITTLE_ENDIAN);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(8 + 2 + 12 * 8 + 8, predictor);
    UnreadableImageException e =
        assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(file));
    assertEquals(Kind.UNSUPPORTED, e.kind());
    assertTrue(e.explanation().contains(name), e.explanation());
  }
}
