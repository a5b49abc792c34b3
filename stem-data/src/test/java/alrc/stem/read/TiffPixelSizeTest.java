package alrc.stem.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import alrc.stem.SharedData;
import alrc.stem.image.PixelSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TiffPixelSizeTest {
  private static final String FEI =
      "[User]\r\nPixelWidth=7\r\n\r\n[Scan]\r\nDwelltime=1e-005\r\nPixelWidth=%s\r\n[EScan]\r\n"
          + "PixelWidth=9\r\n";
  private static final String ZEISS = "0\r\n0\r\n0\r\n%s\r\n1.045845e+002\r\n6\r\n";
  private static final String OME =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><OME><Image><Pixels ID=\"Pixels:0\" SizeX=\"8\" %s>"
          + "<Channel/></Pixels><Pixels PhysicalSizeX=\"5\"/></Image></OME>";

  @ParameterizedTest
  @CsvSource({
    "rosettasciio/test_loading_image_saved_with_DM.tif, 0.16867469251155853, µm",
    "rosettasciio/FEI-Helios-Ebeam-16bits.tif, 3.3724e-6, m",
    "rosettasciio/test_tiff_Zeiss_SEM_1k.tif, 2.614514e-6, m",
    "rosettasciio/test_loading_image_saved_with_imageJ.tif, 0.16867469251155853, micron"
  })
  void realFilesStateIt(String file, double size, String unit) throws IOException {
    try (FileSource source = FileSource.open(SharedData.path("data/stem/" + file))) {
      PixelSize found =
          ImageReaders.open(source, 1 << 24).images().get(0).pixelSize().orElseThrow();
      assertEquals(unit, found.unit());
      assertEquals(size, found.size(), 1e-6 * size);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "haadf-atom-detection/Re_bpy_1h11.tif",
        "kemstem/FigS6_0716__Cryo_NSMO110_5-1Mx_0p5us_1024px_REGISTERED.tif",
        "ede-partial-stem/truth-1.tif"
      })
  void realFilesThatDoNotStateItHaveNone(String file) throws IOException {
    try (FileSource source = FileSource.open(SharedData.path("data/stem/" + file))) {
      assertEquals(
          Optional.empty(), ImageReaders.open(source, 1 << 24).images().get(0).pixelSize());
    }
  }

  @Test
  void gatanStatesAColumnAndItsUnit() throws IOException {
    assertEquals(size(0.25, "nm"), read(Map.of(65009, 0.25, 65010, 4.0, 65003, "nm", 65004, "s")));
    assertEquals(Optional.empty(), read(Map.of(65009, 1.0)), "a size in pixels");
    assertEquals(Optional.empty(), read(Map.of(65009, Double.NaN, 65003, "nm")));
    assertEquals(Optional.empty(), read(Map.of(65009, -1.0, 65003, "nm")));
  }

  @Test
  void feiStatesTheScansPixelWidthInMetres() throws IOException {
    assertEquals(size(3e-10, "m"), read(Map.of(34682, FEI.formatted("3e-010"))));
    assertEquals(size(3e-10, "m"), read(Map.of(34680, FEI.formatted(" 3e-010 "))));
    assertEquals(Optional.empty(), read(Map.of(34682, FEI.formatted(""))));
    assertEquals(Optional.empty(), read(Map.of(34682, "[Beam]\r\nHV=1\r\n")));
  }

  @Test
  void zeissStatesItForAnImageOf1024Columns() throws IOException {
    assertEquals(size(2e-9 * 1024 / 8, "m"), read(Map.of(34118, ZEISS.formatted("2e-009"))));
    assertEquals(Optional.empty(), read(Map.of(34118, "0\r\n0\r\n")));
    assertEquals(Optional.empty(), read(Map.of(34118, ZEISS.formatted("0"))));
  }

  @Test
  void omeStatesItInItsDescription() throws IOException {
    String nm = "PhysicalSizeX=\"0.2\" PhysicalSizeXUnit=\"nm\" PhysicalSizeY=\"3\"";
    assertEquals(size(0.2, "nm"), read(Map.of(270, OME.formatted(nm))));
    assertEquals(
        size(0.2, "µm"),
        read(Map.of(270, OME.formatted("PhysicalSizeXUnit='µm' PhysicalSizeX='0.2'"))));
    assertEquals(size(0.2, "µm"), read(Map.of(270, OME.formatted("PhysicalSizeX=\"0.2\""))));
    assertEquals(Optional.empty(), read(Map.of(270, OME.formatted(""))));
    String pixels = "PhysicalSizeX=\"1\" PhysicalSizeXUnit=\"pixel\"";
    assertEquals(Optional.empty(), read(Map.of(270, OME.formatted(pixels))));
    String many = OME.formatted(nm) + "x".repeat(1 << 17);
    assertEquals(size(0.2, "nm"), read(Map.of(270, many)));
  }

  @Test
  void aResolutionToPrintAtIsNone() throws IOException {
    assertEquals(Optional.empty(), read(Map.of(282, new int[] {300, 1}, 296, 2)));
  }

  /** One file of each maker. */
  static List<byte[]> seeds() {
    return List.of(
        tiff(Map.of(65009, 0.25, 65003, "nm")),
        tiff(Map.of(34682, FEI.formatted("3e-010"))),
        tiff(Map.of(34118, ZEISS.formatted("2e-009"))),
        tiff(Map.of(270, OME.formatted("PhysicalSizeX=\"0.2\" PhysicalSizeXUnit=\"nm\""))));
  }

  private static Optional<PixelSize> size(double size, String unit) {
    return Optional.of(new PixelSize(size, unit));
  }

  private static Optional<PixelSize> read(Map<Integer, Object> fields) throws IOException {
    return BytesSource.readAll(tiff(fields)).images().get(0).pixelSize();
  }

  /** An image of 8 × 1 bytes and further fields: text, float64, rational or one whole number. */
  private static byte[] tiff(Map<Integer, Object> further) {
    TreeMap<Integer, Object> fields = new TreeMap<>(further);
    fields.putAll(Map.of(256, 8, 257, 1, 258, 8, 259, 1, 273, 8, 277, 1));
    ByteBuffer file = ByteBuffer.allocate(1 << 19).order(ByteOrder.LITTLE_ENDIAN);
    int values = 16 + 2 + 12 * fields.size() + 4;
    file.putInt(0x002a4949).putInt(16).position(16);
    file.putShort((short) fields.size());
    for (Map.Entry<Integer, Object> field : fields.entrySet()) {
      file.putShort(field.getKey().shortValue());
      if (field.getValue() instanceof Integer number) {
        file.putShort((short) 4).putInt(1).putInt(number);
        continue;
      }
      byte[] bytes = bytes(field.getValue());
      boolean text = field.getValue() instanceof String;
      int type = text ? 2 : field.getValue() instanceof Double ? 12 : 5;
      file.putShort((short) type).putInt(text ? bytes.length : 1);
      if (bytes.length <= 4) {
        file.put(Arrays.copyOf(bytes, 4));
      } else {
        file.putInt(values);
        file.put(values, bytes);
        values += bytes.length;
      }
    }
    file.putInt(0);
    return Arrays.copyOf(file.array(), values + 8);
  }

  private static byte[] bytes(Object value) {
    if (value instanceof String text) {
      return (text + "\0").getBytes(StandardCharsets.UTF_8);
    }
    ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    if (value instanceof Double real) {
      bytes.putDouble(real);
    } else {
      int[] parts = (int[]) value;
      bytes.putInt(parts[0]).putInt(parts[1]);
    }
    return bytes.array();
  }
}
