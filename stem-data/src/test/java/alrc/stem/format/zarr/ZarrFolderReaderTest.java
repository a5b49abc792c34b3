package alrc.stem.format.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.image.PixelSize;
import alrc.stem.packed.Compressed;
import alrc.stem.packed.FolderBytes;
import alrc.stem.read.BytesSource;
import alrc.stem.read.ImageReaders;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Zarr folders of both versions: HyperSpy's, OME-Zarr, and single arrays. */
public class ZarrFolderReaderTest {
  private static final int ROWS = 5;
  private static final int COLUMNS = 7;
  private static final int CHUNK = 4;

  /** A folder as one source. */
  static byte[] folder(Map<String, byte[]> files) {
    List<FolderBytes.Entry> entries = new ArrayList<>();
    new TreeMap<>(files)
        .forEach((name, bytes) -> entries.add(new FolderBytes.Entry(name, bytes.length)));
    FolderBytes source =
        new FolderBytes(
            "z", entries, name -> new BytesSource(files.getOrDefault(name, new byte[0])));
    ByteBuffer all = ByteBuffer.allocate((int) source.size());
    try {
      source.readFully(0, all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.array();
  }

  private static byte[] text(String json) {
    return ZarrBytes.text(json);
  }

  /** The chunks of values {@code 10 row + column}, of int16 in an order of bytes. */
  private static void chunks(Map<String, byte[]> files, String prefix, String separator, Coded as) {
    for (int r = 0; r < 2; r++) {
      for (int c = 0; c < 2; c++) {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK * CHUNK * 2).order(as.order);
        for (int i = 0; i < CHUNK * CHUNK; i++) {
          int row = r * CHUNK + i / CHUNK;
          chunk.putShort((short) (10 * row + c * CHUNK + i % CHUNK));
        }
        byte[] coded = Compressed.named(as.compression).apply(chunk.array());
        files.put(prefix + r + separator + c, as.checked ? withCrc(coded) : coded);
      }
    }
  }

  private record Coded(ByteOrder order, String compression, boolean checked) {}

  private static byte[] withCrc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    byte[] all = Arrays.copyOf(bytes, bytes.length + 4);
    ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length, (int) crc.getValue());
    return all;
  }

  private static byte[] version3(String codecs) {
    return text(
        String.format(
            Locale.ROOT,
            "{'zarr_format': 3, 'node_type': 'array', 'shape': [%d, %d], 'data_type': 'int16',"
                + " 'chunk_grid': {'name': 'regular', 'configuration': {'chunk_shape': [%d, %d]}},"
                + " 'chunk_key_encoding': {'name': 'default'}, 'fill_value': 0, 'codecs': [%s]}",
            ROWS,
            COLUMNS,
            CHUNK,
            CHUNK,
            codecs));
  }

  private static void check(StoredImage image) throws IOException {
    assertArrayEquals(new long[] {ROWS, COLUMNS}, image.shape());
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        assertEquals(10 * row + column, image.read(0, row, 1).at(column));
      }
    }
  }

  /** One small sound folder of each version. */
  public static List<byte[]> seeds() {
    Map<String, byte[]> old = new TreeMap<>();
    old.put(".zarray", text(ZarrBytes.array("<i2", "5, 7", "4, 4", "null")));
    chunks(old, "", ".", new Coded(ByteOrder.LITTLE_ENDIAN, "none", false));
    Map<String, byte[]> ome = ome(".zattrs", ".zgroup", "%s");
    return List.of(folder(old), folder(ome), folder(checked()), folder(shard(false)));
  }

  private static Map<String, byte[]> checked() {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("zarr.json", version3("{'name': 'bytes'}, {'name': 'gzip'}, {'name': 'crc32c'}"));
    chunks(files, "c/", "/", new Coded(ByteOrder.LITTLE_ENDIAN, "gzip", true));
    return files;
  }

  private static Map<String, byte[]> ome(String attributes, String group, String wrapped) {
    String multiscales =
        "{'multiscales': [{'name': 'lamella', 'axes': [{'name': 'y', 'unit': 'nanometer'}, {'name':"
            + " 'x', 'unit': 'nanometer'}], 'datasets': [{'path': '0', 'coordinateTransformations':"
            + " [{'type': 'scale', 'scale': [0.5, 0.25]}]}, {'path': '1'}],"
            + " 'coordinateTransformations': [{'type': 'scale', 'scale': [1, 2]}]}]}";
    Map<String, byte[]> files = new TreeMap<>();
    files.put(group, text("{'zarr_format': 2}"));
    files.put(attributes, text(String.format(Locale.ROOT, wrapped, multiscales)));
    if (attributes.equals(".zattrs")) {
      files.put("0/.zarray", text(ZarrBytes.array("<i2", "5, 7", "4, 4", "null")));
      files.put("1/.zarray", text(ZarrBytes.array("<i2", "2, 3", "2, 3", "null")));
      chunks(files, "0/", ".", new Coded(ByteOrder.LITTLE_ENDIAN, "none", false));
    } else {
      files.put("0/zarr.json", version3("{'name': 'bytes'}"));
      chunks(files, "0/c/", "/", new Coded(ByteOrder.LITTLE_ENDIAN, "none", false));
    }
    return files;
  }

  /**
   * All four chunks in one file of 8 × 8 values; the chunk of the last rows and columns is absent.
   */
  private static Map<String, byte[]> shard(boolean atStart) {
    Map<String, byte[]> chunks = new TreeMap<>();
    chunks(chunks, "", "/", new Coded(ByteOrder.LITTLE_ENDIAN, "gzip", false));
    int index = 4 * 16 + 4;
    ByteBuffer places = ByteBuffer.allocate(4 * 16).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer bytes = ByteBuffer.allocate(1 << 10);
    for (String name : List.of("0/0", "0/1", "1/0")) {
      byte[] chunk = chunks.get(name);
      places.putLong(bytes.position() + (atStart ? index : 0)).putLong(chunk.length);
      bytes.put(chunk);
    }
    byte[] coded = withCrc(places.putLong(-1).putLong(-1).array());
    byte[] stored = Arrays.copyOf(bytes.array(), bytes.position());
    ByteBuffer file = ByteBuffer.allocate(stored.length + index);
    file.put(atStart ? coded : stored).put(atStart ? stored : coded);
    String codecs =
        "{'name': 'sharding_indexed', 'configuration': {'chunk_shape': [4, 4], 'index_location':"
            + " '%s', 'codecs': [{'name': 'bytes'}, {'name': 'gzip'}], 'index_codecs': [{'name':"
            + " 'bytes', 'configuration': {'endian': 'little'}}, {'name': 'crc32c'}]}}";
    String json =
        new String(
                version3(String.format(Locale.ROOT, codecs, atStart ? "start" : "end")),
                StandardCharsets.UTF_8)
            .replaceFirst("\\[4, ?4\\]", "[8, 8]");
    Map<String, byte[]> files = new TreeMap<>();
    files.put("zarr.json", json.getBytes(StandardCharsets.UTF_8));
    files.put("c/0/0", file.array());
    return files;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void chunksOfAShardAreFoundByItsIndex(boolean atStart) throws IOException {
    Map<String, byte[]> files = shard(atStart);
    StoredImage image = BytesSource.readAll(folder(files)).images().get(0);
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        int expected = row >= CHUNK && column >= CHUNK ? 0 : 10 * row + column;
        assertEquals(expected, image.read(0, row, 1).at(column));
      }
    }
    byte[] shard = files.get("c/0/0");
    shard[atStart ? 3 : shard.length - 30] ^= 1;
    UnreadableImageException e =
        assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(folder(files)));
    assertEquals(Kind.CORRUPT, e.kind());
    files.put("c/0/0", new byte[9]);
    e = assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(folder(files)));
    assertEquals(Kind.CORRUPT, e.kind());
  }

  @Test
  void eachMultiscaleOfOmeZarrIsItsLargestImage() throws IOException {
    String wrapped = "{'zarr_format': 3, 'node_type': 'group', 'attributes': {'ome': %s}}";
    for (Map<String, byte[]> files :
        List.of(ome(".zattrs", ".zgroup", "%s"), ome("zarr.json", "zarr.json", wrapped))) {
      ImageFile file = BytesSource.readAll(folder(files));
      assertEquals("OME-Zarr", file.format());
      assertEquals(1, file.images().size());
      StoredImage image = file.images().get(0);
      assertEquals("lamella", image.title());
      assertEquals(new PixelSize(0.5, "nm"), image.pixelSize().orElseThrow());
      check(image);
    }
  }

  @ParameterizedTest
  @CsvSource({"none, little", "gzip, big", "zstd, little"})
  void arraysOfVersion3AreRead(String compression, String endian) throws IOException {
    ByteOrder order = endian.equals("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    for (boolean checked : new boolean[] {false, true}) {
      String codecs =
          String.format(
              Locale.ROOT, "{'name': 'bytes', 'configuration': {'endian': '%s'}}", endian);
      codecs += compression.equals("none") ? "" : ", {'name': '" + compression + "'}";
      codecs += checked ? ", {'name': 'crc32c'}" : "";
      Map<String, byte[]> files = new TreeMap<>();
      files.put("zarr.json", version3(codecs));
      chunks(files, "c/", "/", new Coded(order, compression, checked));
      ImageFile file = BytesSource.readAll(folder(files));
      assertEquals("Zarr", file.format());
      check(file.images().get(0));
    }
  }

  @Test
  void aChecksumOfVersion3IsCompared() {
    Map<String, byte[]> files = checked();
    byte[] chunk = files.getOrDefault("c/1/1", new byte[0]);
    chunk[chunk.length - 1] ^= 1;
    UnreadableImageException e = refused(folder(files));
    assertEquals(Kind.CORRUPT, e.kind());
    assertTrue(e.explanation().contains("CRC-32C"), e.explanation());
  }

  private static UnreadableImageException refused(byte[] file) {
    return assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(file));
  }

  @Test
  void whatIsNotReadIsNamed() {
    for (String codec : List.of("bz2", "transpose")) {
      String codecs = "{'name': '" + codec + "'}, {'name': 'bytes'}";
      UnreadableImageException e = refused(folder(Map.of("zarr.json", version3(codecs))));
      assertEquals(Kind.UNSUPPORTED, e.kind());
      assertTrue(e.explanation().contains(codec), e.explanation());
    }
  }

  @Test
  void severalArraysAreNamedAndOneMayBeChosen() throws IOException {
    Map<String, byte[]> files = new TreeMap<>(Map.of(".zgroup", text("{'zarr_format': 2}")));
    for (String name : List.of("dark", "scan/counts")) {
      files.put(name + "/.zarray", text(ZarrBytes.array("<i2", "5, 7", "4, 4", "null")));
      chunks(files, name + "/", ".", new Coded(ByteOrder.LITTLE_ENDIAN, "none", false));
    }
    byte[] folder = folder(files);
    UnreadableImageException e = refused(folder);
    assertEquals(Kind.UNSUPPORTED, e.kind());
    assertTrue(e.explanation().contains("--dataset: dark, scan/counts"), e.explanation());
    BytesSource source = new BytesSource(folder);
    StoredImage image = ImageReaders.open(source, 1000, "/scan/counts").images().get(0);
    assertEquals("counts", image.title());
    check(image);
    assertEquals(
        Kind.NOT_SELECTED,
        assertThrows(UnreadableImageException.class, () -> ImageReaders.open(source, 1000, "scan"))
            .kind());
  }

  /** The table is made here; a file that begins like one is read with the same care. */
  @Test
  void aCutTableIsCorrupt() {
    byte[] whole = folder(checked());
    for (int length = 23; length < whole.length - 20; length += 7) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertEquals(Kind.CORRUPT, refused(cut).kind(), "cut at " + length);
    }
  }
}
