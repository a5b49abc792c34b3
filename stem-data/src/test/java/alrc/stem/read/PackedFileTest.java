package alrc.stem.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.archive.ArchiveBytes;
import alrc.stem.format.numpy.NpyBytes;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.TaskMemory;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import alrc.stem.stored.StoredImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were compressed as a whole are read, within the memory of one file. */
class PackedFileTest {
  private static final byte[] NPY = NpyBytes.seeds().get(0);

  @AfterEach
  void wholeHeap() {
    TaskMemory.share(1);
  }

  private static byte[] packed(String how, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        how.equals("gzip") ? new GZIPOutputStream(bytes) : new BZip2CompressorOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static UnreadableImageException refused(byte[] file) {
    return assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "bzip2"})
  void pixelsAreThoseOfTheFileThatWasCompressed(String how) throws IOException {
    StoredImage plain = BytesSource.readAll(NPY).images().get(0);
    byte[] file = packed(how, NPY);
    assertEquals("NPY in " + how, BytesSource.readAll(file).format());
    StoredImage image = BytesSource.readAll(file).images().get(0);
    assertEquals(plain.toString(), image.toString());
    for (int row = 0; row < plain.height(); row++) {
      assertEquals(plain.read(0, row, 1).toBytes(), image.read(0, row, 1).toBytes());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "bzip2"})
  void aCutOrChangedFileIsCorruptAndSaysWhere(String how) throws IOException {
    byte[] file = packed(how, NPY);
    for (int length = 11; length < file.length; length++) {
      UnreadableImageException e = refused(Arrays.copyOf(file, length));
      assertEquals(Kind.CORRUPT, e.kind(), e.explanation());
      assertTrue(e.offset().isPresent(), e.explanation());
    }
    for (int at = 20; at < file.length - 8; at += 3) {
      byte[] damaged = file.clone();
      damaged[at] ^= 0x15;
      assertEquals(Kind.CORRUPT, refused(damaged).kind(), "byte " + at);
    }
  }

  @Test
  void whatUnpacksToMoreThanItsMemoryIsTooLarge() throws IOException {
    TaskMemory.share(1 << 20);
    byte[] bomb = packed("gzip", Arrays.copyOf(NPY, 1 << 24));
    UnreadableImageException e = refused(bomb);
    assertEquals(Kind.TOO_LARGE, e.kind());
    assertTrue(e.explanation().contains("decompressing bytes: "), e.explanation());
  }

  /** A log of many gigabytes must not be unpacked to see that it is one. */
  @Test
  void onlyTheBeginningOfAnotherFileIsUnpacked() throws IOException {
    byte[] other = new byte[1 << 24];
    new java.util.Random(1).nextBytes(other);
    System.arraycopy("some log".getBytes(StandardCharsets.US_ASCII), 0, other, 0, 8);
    Arrays.fill(other, 8, 1200, (byte) 'x');
    BytesSource source = new BytesSource(packed("gzip", other));
    UnreadableImageException e =
        assertThrows(UnreadableImageException.class, () -> ImageReaders.open(source, 1 << 20));
    assertEquals(Kind.NOT_A_MICROGRAPH, e.kind());
    assertTrue(e.explanation().startsWith("in gzip: not a micrograph: text that begins"));
    assertTrue(source.bytesRead() < 300_000, source.bytesRead() + " bytes");
  }

  @Test
  void archivesAndOtherCompressionsInsideAreUnsupportedByName() throws IOException {
    byte[] tar = ArchiveBytes.tar(2, "a.npy", NPY);
    assertUnsupported("tar archive: ", packed("gzip", tar));
    assertUnsupported("gzip: ", packed("bzip2", packed("gzip", NPY)));
    assertUnsupported("xz: ", new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0, 0, 0});
  }

  private static void assertUnsupported(String words, byte[] file) {
    UnreadableImageException e = refused(file);
    assertEquals(Kind.UNSUPPORTED, e.kind(), e.explanation());
    assertTrue(e.explanation().contains(words), e.explanation());
  }

  @Test
  void aFailingStorageIsNoDamage() throws IOException {
    byte[] file = packed("gzip", NPY);
    IOException broken = new IOException("disk");
    SeekableSource failing =
        new SeekableSource() {
          @Override
          public String name() {
            return "failing";
          }

          @Override
          public long size() {
            return file.length;
          }

          @Override
          public void readFully(long position, ByteBuffer destination) throws IOException {
            if (destination.remaining() > 1 && position == 0 && destination.capacity() > 1 << 15) {
              throw broken;
            }
            destination.put(file, (int) position, destination.remaining());
          }

          @Override
          public Optional<SeekableSource> sibling(String name) {
            return Optional.empty();
          }

          @Override
          public void close() {}
        };
    assertEquals(
        broken, assertThrows(IOException.class, () -> ImageReaders.open(failing, 1 << 20)));
  }
}
