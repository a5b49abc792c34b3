package alrc.stem.read;

import static alrc.stem.source.UnreadableImageException.Kind.CORRUPT;
import static alrc.stem.source.UnreadableImageException.Kind.TOO_LARGE;
import static alrc.stem.source.UnreadableImageException.Kind.UNSUPPORTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.archive.ArchiveBytes;
import alrc.stem.archive.ArchiveMember;
import alrc.stem.archive.Archives;
import alrc.stem.archive.MemberSource;
import alrc.stem.format.hdf5.Hdf5Bytes;
import alrc.stem.format.numpy.NpyBytes;
import alrc.stem.format.zarr.ZarrBytes;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.TaskMemory;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import alrc.stem.stored.StoredImage;
import com.sun.management.ThreadMXBean;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that unfold to 128 MiB, or claim more, where a file may use 16 MiB: each is rejected for
 * what it is, or what unfolds is left out, and reading allocates far less and reads the file a few
 * times at most.
 */
class BombsTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** All that the reading of one file may allocate, also what is freed in between. */
  private static final long MOST_ALLOCATED = 64L << 20;

  private static final String DEEP = "[".repeat(1 << 17);

  /**
   * A file.
   *
   * @param kind null if it is read
   * @param words in the reason
   */
  private record Bomb(String name, Supplier<byte[]> file, @Nullable Kind kind, String words) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Bomb> wholeFiles() {
    byte[] npy = NpyBytes.seeds().get(0);
    return Stream.of(
        new Bomb(
            "gzip", () -> Unfolding.gzip(npy, Unfolding.BYTES), TOO_LARGE, "decompressing bytes: "),
        new Bomb("bzip2", () -> Unfolding.bzip2(npy), TOO_LARGE, "decompressing bytes: "),
        new Bomb(
            "gzip in bzip2",
            () -> Unfolding.bzip2(Unfolding.gzip(npy, Unfolding.BYTES)),
            UNSUPPORTED,
            "in bzip2: gzip: "),
        new Bomb(
            "zip member",
            () -> Unfolding.zip("a.tif", new byte[0], Unfolding.BYTES, 1),
            TOO_LARGE,
            "the deflated member m: 256 MiB"),
        new Bomb(
            "zip member, false size",
            () -> Unfolding.zip("a.tif", new byte[0], 1000, 1),
            CORRUPT,
            "at most 1000 decompressed bytes"),
        new Bomb(
            "zip members that overlap",
            () -> Unfolding.zip("a.tif", new byte[0], Unfolding.BYTES, 9),
            CORRUPT,
            "entries that overlap"),
        new Bomb("tar member", BombsTest::tar, CORRUPT, "the content of a.tif, 8589934591 bytes"));
  }

  private static byte[] tar() {
    byte[] tar = ArchiveBytes.tar(TarArchiveOutputStream.LONGFILE_POSIX, "a.tif", new byte[9]);
    ArchiveBytes.claim(tar, 077777777777L);
    return tar;
  }

  static Stream<Bomb> formats() {
    byte[] npy = NpyBytes.seeds().get(0);
    byte[] zeros = new byte[64 * 64];
    String xml =
        "<!DOCTYPE OME [<!ENTITY a SYSTEM \"file:///etc/passwd\"><!ENTITY b \"&a;&a;\">"
            + "<!ENTITY c \"&b;&b;&b;&b;&b;\">]><OME><Pixels PhysicalSizeX=\"&c;\" />&c;</OME>";
    byte[] text = Unfolding.joined(new byte[] {'k', 0, 0}, Unfolding.zlib(Unfolding.BYTES));
    return Stream.of(
        new Bomb("TIFF, Deflate", () -> tiff(1 << 14, 8), TOO_LARGE, " of memory at once"),
        new Bomb("TIFF, false Deflate", () -> tiff(64, 8), null, ""),
        new Bomb("TIFF, Zstandard", () -> tiff(1 << 14, 50000), TOO_LARGE, "a chunk of "),
        new Bomb("TIFF, false Zstandard", () -> tiff(64, 50000), CORRUPT, "4096 bytes of"),
        new Bomb("TIFF, XML", () -> Unfolding.tiff(64, 64, 1, zeros, xml), null, ""),
        new Bomb("TIFF, pages", () -> Unfolding.directories(1 << 15), TOO_LARGE, " directories"),
        new Bomb(
            "PNG", () -> Unfolding.png(11_000, 0, true, "", zeros), TOO_LARGE, "of memory at once"),
        new Bomb("PNG, text", () -> Unfolding.png(64, 3, false, "zTXt", text), null, ""),
        new Bomb("PNG, profile", () -> Unfolding.png(64, 3, false, "iCCP", text), null, ""),
        new Bomb(
            "NPZ",
            () -> Unfolding.zip("a.npy", npy, npy.length, 1),
            CORRUPT,
            "deflated bytes of a.npy, found more"),
        new Bomb("Velox, deep JSON", BombsTest::velox, CORRUPT, "JSON"));
  }

  private static byte[] tiff(int side, int compression) {
    byte[] strip = compression == 8 ? Unfolding.zlib(Unfolding.BYTES) : Unfolding.zstd();
    return Unfolding.tiff(Math.min(side, 1 << 13), side, compression, strip, "");
  }

  private static byte[] velox() {
    byte[][] metadata = new byte[DEEP.length()][1];
    Arrays.fill(metadata, new byte[] {'['});
    return hdf5(
        root -> {
          WritableGroup image = root.putGroup("Data").putGroup("Image").putGroup("a");
          image.putDataset("Data", new int[2][3][1]);
          image.putDataset("Metadata", metadata);
        });
  }

  private static byte[] hdf5(java.util.function.Consumer<WritableGroup> content) {
    try {
      return Hdf5Bytes.of(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Bomb> zarrFiles() {
    return Stream.of(
        chunk("zlib", Unfolding.zlib(1 << 24)),
        chunk("gzip", Unfolding.gzip(new byte[0], 1 << 24)),
        chunk("zstd", Unfolding.zstd()),
        chunk("lz4", Unfolding.joined(new byte[4], Unfolding.lz4(1 << 23))),
        chunk("blosc", blosc(1 << 27)),
        chunk("blosc", blosc(2048)),
        new Bomb("chunk", () -> array("8192, 8192", "8192, 8192"), TOO_LARGE, "a chunk of "),
        new Bomb("chunks", () -> array("400, 400", "1, 1"), TOO_LARGE, "an index of chunks"),
        new Bomb(
            "stored chunk",
            () -> zarr("zlib", Unfolding.zlib(Unfolding.BYTES)),
            CORRUPT,
            "at most 69632 bytes in Experiments/a/data/0.0"),
        json("deep", DEEP, CORRUPT, "JSON in .zattrs"),
        json("long number", "1".repeat(1 << 16), CORRUPT, "JSON in .zattrs"),
        json("wide", "[" + "[],".repeat(1 << 19) + "0]", TOO_LARGE, ".zattrs: "),
        json("large", " ".repeat(1 << 25), CORRUPT, "at most 16777216 bytes in .zattrs"));
  }

  private static Bomb chunk(String compressor, byte[] stored) {
    return new Bomb(
        compressor, () -> zarr(compressor, stored), CORRUPT, "chunk Experiments/a/data/0.0");
  }

  private static byte[] zarr(String compressor, byte[] stored) {
    String facts = "{'id': '" + compressor + "'}";
    return ZarrBytes.file(facts, chunk -> stored, ZipEntry.STORED);
  }

  /** A chunk of Blosc that declares so many bytes, whose first stream of Zstandard unfolds. */
  private static byte[] blosc(int declared) {
    byte[] stream = Unfolding.zstd();
    ByteBuffer head = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    head.put(new byte[] {2, 1, (byte) (4 << 5 | 16), 1}).putInt(declared).putInt(declared);
    head.putInt(24 + stream.length).putInt(20).putInt(stream.length);
    return Unfolding.joined(head.array(), stream);
  }

  private static byte[] array(String shape, String chunks) {
    byte[] facts = ZarrBytes.text(ZarrBytes.array("|u1", shape, chunks, "{'id': 'zstd'}"));
    return NpyBytes.archive(
        ZipEntry.STORED,
        "Experiments/a/data/.zarray",
        facts,
        "Experiments/a/data/0.0",
        Unfolding.zstd());
  }

  private static Bomb json(String name, String content, Kind kind, String words) {
    byte[] text = content.getBytes(StandardCharsets.US_ASCII);
    byte[] group = ZarrBytes.text("{'zarr_format': 2}");
    return new Bomb(name + " JSON", () -> archive(".zgroup", group, ".zattrs", text), kind, words);
  }

  private static byte[] archive(Object... namesAndContents) {
    return NpyBytes.archive(ZipEntry.DEFLATED, namesAndContents);
  }

  @AfterEach
  void restore() {
    TaskMemory.share(1);
  }

  @ParameterizedTest
  @MethodSource({"wholeFiles", "formats", "zarrFiles"})
  void aBombIsRejectedWithinItsBounds(Bomb bomb) throws IOException {
    byte[] file = bomb.file.get();
    assertTrue(file.length < 1 << 23, "a small file");
    TaskMemory.share(Integer.MAX_VALUE);
    BytesSource source = new BytesSource(file);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    UnreadableImageException refused = refusal(source);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    if (bomb.kind == null) {
      assertNull(refused);
    } else {
      assertNotNull(refused);
      assertEquals(bomb.kind, refused.kind(), refused.explanation());
      assertTrue(refused.explanation().contains(bomb.words), refused.explanation());
    }
    assertTrue(allocated < MOST_ALLOCATED, (allocated >> 20) + " MiB allocated");
    assertTrue(source.bytesRead() < 8L * file.length + (1 << 20), source.bytesRead() + " bytes");
  }

  private static @Nullable UnreadableImageException refusal(BytesSource source) throws IOException {
    try {
      ByteBuffer head = Archives.head(source);
      if (ImageReaders.matches(head) || Archives.format(head).isEmpty()) {
        read(source);
      } else {
        for (ArchiveMember member : Archives.list(source)) {
          read(new MemberSource(source, member, "m"));
        }
      }
      return null;
    } catch (UnreadableImageException refused) {
      return refused;
    }
  }

  private static void read(SeekableSource source) throws IOException {
    for (StoredImage image : ImageReaders.open(source, 1L << 30).images()) {
      image.verify();
      ImageStatistics.of(image);
    }
  }
}
