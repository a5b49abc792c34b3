package alrc.stem.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.format.tiff.TiffBytes;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Formats of microscopes that are known and not read are called by their name. */
class OtherFormatsTest {

  private static void assertNamed(String name, byte[] head) {
    byte[] file = Arrays.copyOf(head, head[0] == 'B' ? head.length : Math.max(head.length, 2000));
    UnreadableImageException e =
        assertThrows(
            UnreadableImageException.class, () -> ImageReaders.open(new BytesSource(file), 1000));
    assertEquals(Kind.UNSUPPORTED, e.kind(), e.explanation());
    assertEquals(name, e.format());
    assertTrue(e.explanation().contains("not read yet"), e.explanation());
  }

  @ParameterizedTest
  @CsvSource({
    "JPEG 2000, 0000000c6a5020200d0a870a",
    "JPEG 2000, ff4fff51002f",
    "JPEG XL, ff0afa",
    "JPEG XL, 0000000c4a584c200d0a870a",
    "JPEG XR, 4949bc0108000000",
    "Bruker .bcf, 41414d56484653530000"
  })
  void theFirstBytesNameAFormat(String name, String hex) {
    assertNamed(name, HexFormat.of().parseHex(hex));
  }

  private static ByteBuffer little() {
    return ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void theStructureOfTheHeadNamesAFormat() throws IOException {
    assertNamed("JEOL .img", little().putInt(52).put(ascii("JEOL Image")).array());
    assertNamed(
        "Hamamatsu",
        little().put(ascii("IM")).putShort((short) 200).put(64, ascii("[App")).array());
    ByteBuffer semper = little().putInt(0, 14).putInt(18, 14).putInt(22, 512);
    for (int i = 0; i < 6; i++) {
      semper.put(26 + 2 * i, (byte) "Semper".charAt(i));
    }
    assertNamed("Semper", semper.array());
    ByteArrayOutputStream elid = new ByteArrayOutputStream();
    try (BZip2CompressorOutputStream out = new BZip2CompressorOutputStream(elid)) {
      out.write(ascii("EID2\4\0\0\0"));
    }
    assertNamed("Phenom .elid", elid.toByteArray());
  }

  @Test
  void eventsInATiffAreNamed() {
    byte[] tiff = TiffBytes.seeds().get(0);
    ByteBuffer fields = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 18; at < 18 + 12 * 8; at += 12) {
      if (fields.getShort(at) == 259) {
        fields.putInt(at + 8, 65001);
      }
    }
    assertNamed("EER", tiff);
  }

  /** A file that only begins like one of these is not taken for it. */
  @Test
  void aNumberAloneIsNoName() {
    for (byte[] head : new byte[][] {{52, 0, 0, 0, 1, 2}, ascii("IM a text"), {14, 0, 0, 0, 1}}) {
      byte[] file = Arrays.copyOf(head, 500);
      UnreadableImageException e =
          assertThrows(
              UnreadableImageException.class, () -> ImageReaders.open(new BytesSource(file), 1000));
      assertEquals(Kind.NOT_A_MICROGRAPH, e.kind(), e.explanation());
    }
  }
}
