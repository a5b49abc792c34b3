package alrc.stem.format.empad;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import alrc.stem.read.BytesSource;
import alrc.stem.read.ImageReaders;
import alrc.stem.source.FileSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Acquisitions in the layout that RosettaSciIO describes, made here: no real file is at hand. */
public class EmpadReaderTest {
  private static final int PATTERN = 130 * 128;
  private static final String SCAN = "<pix_x>3</pix_x><pix_y>2</pix_y>";

  /** Patterns whose first pixel is their number, and whose 128×128 others have their index. */
  private static byte[] raw(int patterns) {
    ByteBuffer raw = ByteBuffer.allocate(patterns * PATTERN * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < patterns; i++) {
      for (int k = 0; k < PATTERN; k++) {
        raw.putFloat(k == 0 ? i : k < 128 * 128 ? k : Float.NaN);
      }
    }
    return raw.array();
  }

  private static byte[] xml(String raw, String frames) {
    String text =
        "<?xml version=\"1.0\" ?>\n<root>\n<timestamp isoformat=\"2020-01-01T00:00:00\"/>"
            + "<raw_file filename=\""
            + raw
            + "\"/>"
            + frames
            + "</root>\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** An XML of the patterns that lie beside it in the fuzz test, and others. */
  public static List<byte[]> seeds() {
    return List.of(
        xml("one.raw", "<scan_parameters><series_count>1</series_count></scan_parameters>"),
        xml("none.raw", SCAN));
  }

  private static ImageFile open(byte[] raw, byte[] xml) throws IOException {
    return ImageReaders.open(
        new BytesSource("here/scan.raw", raw, Map.of("map.xml", xml)), 1 << 20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SCAN,
        "<scan_parameters><series_count>6</series_count></scan_parameters>",
        "<scan_parameters mode='search'><scan_resolution_x>9</scan_resolution_x>"
            + "<scan_resolution_y>9</scan_resolution_y></scan_parameters>"
            + "<scan_parameters mode='acquire'><scan_resolution_x>2</scan_resolution_x>"
            + "<scan_resolution_y>3</scan_resolution_y></scan_parameters>"
      })
  void patternsAreAStackWithoutTheirLastTwoRows(String stated) throws IOException {
    StoredImage image = open(raw(6), xml("scan.raw", stated)).images().get(0);
    assertArrayEquals(new long[] {6, 128, 128}, image.shape());
    assertEquals("float32", image.dtype());
    assertEquals(5, image.read(5, 0, 1).at(0));
    assertEquals(128 * 128 - 1, image.read(4, 127, 1).at(127));
  }

  @Test
  void theXmlAccompaniesItsPatternsAndOneFileIsUsed(@TempDir Path folder) throws IOException {
    Files.write(folder.resolve("scan.raw"), raw(6));
    Path xml = Files.write(folder.resolve("MAP.XML"), xml("scan.raw", SCAN));
    try (FileSource source = FileSource.open(xml);
        FileSource patterns = FileSource.open(folder.resolve("scan.raw"))) {
      ImageFile file = ImageReaders.open(source, 1 << 20);
      assertEquals(List.of("scan.raw"), file.companionOf());
      assertEquals(3, file.images().get(0).read(3, 0, 1).at(0));
      assertEquals(6, ImageReaders.open(patterns, 1 << 20).own().images().get(0).frames());
    }
    assertEquals(Kind.COMPANION, refused(xml("absent.raw", SCAN)));
  }

  @Test
  void patternsThatNothingNamesOrThatAreNotAllThereAreRefused() {
    byte[] whole = raw(6);
    for (byte[] cut : List.of(Arrays.copyOf(whole, whole.length - 4), raw(5), raw(7))) {
      UnreadableImageException e =
          assertThrows(UnreadableImageException.class, () -> open(cut, xml("scan.raw", SCAN)));
      assertEquals(Kind.CORRUPT, e.kind(), e.explanation());
    }
    for (byte[] other :
        List.of(xml("other.raw", SCAN), "<root><scan.raw/>".getBytes(StandardCharsets.UTF_8))) {
      UnreadableImageException e =
          assertThrows(UnreadableImageException.class, () -> open(whole, other));
      assertEquals(Kind.NOT_A_MICROGRAPH, e.kind(), e.explanation());
    }
    byte[] otherXml = "<root><a/></root>".getBytes(StandardCharsets.UTF_8);
    assertEquals(Kind.NOT_A_MICROGRAPH, refused(otherXml));
    assertEquals(Kind.NOT_A_MICROGRAPH, refused(xml("../scan.raw", SCAN)), "a path");
  }

  private static Kind refused(byte[] xml) {
    return assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(xml)).kind();
  }
}
