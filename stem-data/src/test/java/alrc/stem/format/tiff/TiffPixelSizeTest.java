package alrc.stem.format.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import alrc.stem.SharedData;
import alrc.stem.image.PixelSize;
import alrc.stem.read.BytesSource;
import alrc.stem.read.ImageReaders;
import alrc.stem.source.FileSource;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

public class TiffPixelSizeTest {
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
    assertEquals(size(3e-10, "m"), read(Map.of(34682, TiffBytes.FEI.formatted("3e-010"))));
    assertEquals(size(3e-10, "m"), read(Map.of(34680, TiffBytes.FEI.formatted(" 3e-010 "))));
    assertEquals(Optional.empty(), read(Map.of(34682, TiffBytes.FEI.formatted(""))));
    assertEquals(Optional.empty(), read(Map.of(34682, "[Beam]\r\nHV=1\r\n")));
  }

  /** The navigation camera has a field of view instead; RosettaSciIO's test expects 0.264 mm. */
  @Test
  void feisNavigationCameraStatesItsField() throws IOException {
    String camera =
        "[Scan]\r\nHFW=\r\n[IRBeam]\r\nHFW=%s\r\nVFW=7\r\n[Image]\r\nResolutionX=768\r\n";
    assertEquals(
        size(0.202752 / 768, "m"),
        read(Map.of(34682, String.format(Locale.ROOT, camera, 0.202752))));
    assertEquals(Optional.empty(), read(Map.of(34682, String.format(Locale.ROOT, camera, ""))));
    assertEquals(Optional.empty(), read(Map.of(34682, "[IRBeam]\r\nHFW=0.2\r\n")));
  }

  @Test
  void jeolStatesThePixelsOfItsCameraAndAMagnification() throws IOException {
    assertEquals(size(2.54e7 / 1000 / 50_000, "nm"), jeol("eosTEM", "MAG", "50000", 2));
    assertEquals(size(1e7 / 1000 / 50_000, "nm"), jeol("eosTEM", "MAG", "50000", 3));
    assertEquals(Optional.empty(), jeol("eosTEM", "DIFF", "800", 2), "diffraction");
    assertEquals(Optional.empty(), jeol("modeASID", "MAG", "50000", 2), "a scanned image");
    assertEquals(Optional.empty(), jeol("eosTEM", "MAG", "0", 2));
    assertEquals(Optional.empty(), jeol("eosTEM", "MAG", "", 2));
    assertEquals(
        Optional.empty(),
        read(Map.of(270, "<TemReporter>", 271, "JEOL Ltd.", 282, new int[] {1000, 1})));
  }

  /** The XML of a TEM; another system has a selector, too. */
  private static Optional<PixelSize> jeol(String eos, String mode, String value, int unit)
      throws IOException {
    String xml =
        String.format(
            Locale.ROOT,
            "<TemReporter>\r\n"
                + "<Eos><EosMode>%s</EosMode></Eos><IlluminationSystem><SelectorValue>7</SelectorValue></IlluminationSystem>\n"
                + "<ImageFormingSystem>\n"
                + "<ModeString>%s"
                + "</ModeString><SelectorValue>%s</SelectorValue></ImageFormingSystem></TemReporter>",
            eos,
            mode,
            value);
    return read(Map.of(270, xml, 271, "JEOL Ltd.", 282, new int[] {1000, 1}, 296, unit));
  }

  @Test
  void zeissStatesItForAnImageOf1024Columns() throws IOException {
    assertEquals(
        size(2e-9 * 1024 / 8, "m"), read(Map.of(34118, TiffBytes.ZEISS.formatted("2e-009"))));
    assertEquals(Optional.empty(), read(Map.of(34118, "0\r\n0\r\n")));
    assertEquals(Optional.empty(), read(Map.of(34118, TiffBytes.ZEISS.formatted("0"))));
  }

  @Test
  void omeStatesItInItsDescription() throws IOException {
    String nm = "PhysicalSizeX=\"0.2\" PhysicalSizeXUnit=\"nm\" PhysicalSizeY=\"3\"";
    assertEquals(size(0.2, "nm"), read(Map.of(270, TiffBytes.OME.formatted(nm))));
    assertEquals(
        size(0.2, "µm"),
        read(Map.of(270, TiffBytes.OME.formatted("PhysicalSizeXUnit='µm' PhysicalSizeX='0.2'"))));
    assertEquals(
        size(0.2, "µm"), read(Map.of(270, TiffBytes.OME.formatted("PhysicalSizeX=\"0.2\""))));
    assertEquals(Optional.empty(), read(Map.of(270, TiffBytes.OME.formatted(""))));
    String pixels = "PhysicalSizeX=\"1\" PhysicalSizeXUnit=\"pixel\"";
    assertEquals(Optional.empty(), read(Map.of(270, TiffBytes.OME.formatted(pixels))));
    String many = TiffBytes.OME.formatted(nm) + "x".repeat(1 << 17);
    assertEquals(size(0.2, "nm"), read(Map.of(270, many)));
  }

  /** In the ways of ImageJ itself, of what saves through it, and of Python's tifffile. */
  @ParameterizedTest
  @CsvSource({
    "nm, nm",
    "micron, micron",
    "um, um",
    "'\\u00B5m', µm",
    "'\\u00C5', Å",
    "µm, µm",
    "pixel,",
    "inch,",
    "cm,",
    "' ',"
  })
  void imageJStatesPixelsPerUnit(String stated, String unit) throws IOException {
    String description = "ImageJ=1.53t\nimages=1\nunit=" + stated + "\nmin=0.0\n";
    Map<Integer, Object> fields = Map.of(270, description, 282, new int[] {4_000_000, 1_000_000});
    Optional<PixelSize> expected = unit == null ? Optional.empty() : size(0.25, unit);
    assertEquals(expected, read(fields));
  }

  @Test
  void imageJWithoutAUnitOrAResolutionStatesNone() throws IOException {
    int[] resolution = {4, 1};
    assertEquals(Optional.empty(), read(Map.of(270, "ImageJ=1.53t\n", 282, resolution)));
    assertEquals(Optional.empty(), read(Map.of(270, "ImageJ=1.53t\nunit=nm\n")));
    assertEquals(
        Optional.empty(), read(Map.of(270, "ImageJ=1.53t\nunit=nm\n", 282, new int[] {0, 1})));
  }

  @Test
  void aUnitInLatin1IsRead() throws IOException {
    byte[] file = TiffBytes.tiff(Map.of(270, "ImageJ=1\nunit=?m\n", 282, new int[] {4, 1}));
    for (int i = 0; i < file.length; i++) {
      file[i] = file[i] == '?' ? (byte) 0xb5 : file[i];
    }
    assertEquals(size(0.25, "µm"), BytesSource.readAll(file).images().get(0).pixelSize());
  }

  @Test
  void tvipsStatesItInItsSecondHeader() throws IOException {
    assertEquals(size(1.25, "nm"), read(Map.of(37706, TiffBytes.tvips(2, 1, 1.25f))));
    assertEquals(Optional.empty(), read(Map.of(37706, TiffBytes.tvips(1, 1, 1.25f))));
    assertEquals(
        Optional.empty(), read(Map.of(37706, TiffBytes.tvips(2, 3, 1.25f))), "diffraction");
    assertEquals(Optional.empty(), read(Map.of(37706, TiffBytes.tvips(2, 1, 0))));
    assertEquals(Optional.empty(), read(Map.of(37706, new byte[100])), "cut short");
  }

  @Test
  void sisStatesItInAStructureOfItsOwn() throws IOException {
    assertEquals(size(0.625e-9, "m"), read(Map.of(33560, TiffBytes.sis(-9, 0.625))));
    assertEquals(size(625, "m"), read(Map.of(33560, TiffBytes.sis(3, 0.625))));
    assertEquals(Optional.empty(), read(Map.of(33560, TiffBytes.sis(-9, 0))));
    assertEquals(Optional.empty(), read(Map.of(33560, TiffBytes.sis(9999, 1))));
    assertEquals(Optional.empty(), read(Map.of(33560, new byte[100])), "without its signature");
    byte[] outside = TiffBytes.sis(-9, 0.625);
    outside[75] = 0x7f;
    assertEquals(Optional.empty(), read(Map.of(33560, outside)));
  }

  @Test
  void aResolutionToPrintAtIsNone() throws IOException {
    assertEquals(Optional.empty(), read(Map.of(282, new int[] {300, 1}, 296, 2)));
  }

  private static Optional<PixelSize> size(double size, String unit) {
    return Optional.of(new PixelSize(size, unit));
  }

  private static Optional<PixelSize> read(Map<Integer, Object> fields) throws IOException {
    return BytesSource.readAll(TiffBytes.tiff(fields)).images().get(0).pixelSize();
  }
}
