package alrc.stem.read;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TruncationTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "stem-moire-gpa/STEM_Moire_Hologram.dm3",
        "bto-displacement/BTO_crystal_1.dm4",
        "haadf-atom-detection/Ptporph0.tif",
        "reencoded/moire_lzw_uint16.tif",
        "reencoded/ncem_deflate_strips.tif",
        "reencoded/ncem_tiled.tif",
        "reencoded/sto_bigtiff.tif",
        "reencoded/sto_multipage.tif",
        "reencoded/moire_16bit.png"
      })
  void aFileCutShortIsUnreadableAndSaysWhere(String file) throws IOException {
    byte[] whole = Files.readAllBytes(SharedData.path("data/stem/" + file));
    for (int percent = 0; percent < 100; percent++) {
      byte[] cut = java.util.Arrays.copyOf(whole, (int) (whole.length * (long) percent / 100));
      UnreadableImageException e =
          assertThrows(
              UnreadableImageException.class,
              () -> BytesSource.readAll(cut),
              "cut at " + percent + " %");
      assertTrue(e.offset().isPresent() || cut.length < 16, percent + " %: " + e.explanation());
    }
  }
}
