package alrc.stem.format.numpy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.image.PixelSize;
import alrc.stem.read.BytesSource;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A {@code .prz} as RosettaSciIO's writer lays it out, with what NumPy 2.4 pickled: an object array
 * of {"repo_id": "image7.0", "device.calib": [{"unit": "m", "value": float64(2e-10),
 * "pixel_factor": 2.0, …}, {… 3e-10 …}], …}, in protocols 3 and 4.
 */
class PantaRheiTest {
  private static final List<String> PICKLES =
      List.of(
          "gANjbnVtcHkuX2NvcmUubXVsdGlhcnJheQpfcmVjb25zdHJ1Y3QKcQBjbnVtcHkKbmRhcnJheQpxAUsAhXEC"
              + "QwFicQOHcQRScQUoSwFLAYVxBmNudW1weQpkdHlwZQpxB1gCAAAATzhxCImIh3EJUnEKKEsDWAEAAAB8cQtO"
              + "Tk5K/////0r/////Sz90cQxiiV1xDX1xDihYBAAAAHR5cGVxD1gCAAAAMkRxEFgHAAAAcmVwb19pZHERWAgA"
              + "AABpbWFnZTcuMHESWAsAAABzb3VyY2UudHlwZXETWA4AAABzY2FuX2dlbmVyYXRvcnEUWAwAAABkZXZpY2Uu"
              + "Y2FsaWJxFV1xFih9cRcoWAQAAAB1bml0cRhYAQAAAG1xGVgFAAAAdmFsdWVxGmNudW1weS5fY29yZS5tdWx0"
              + "aWFycmF5CnNjYWxhcgpxG2gHWAIAAABmOHEciYiHcR1ScR4oSwNYAQAAADxxH05OTkr/////Sv////9LAHRx"
              + "IGJDCLu919nffOs9cSGGcSJScSNYDAAAAHBpeGVsX2ZhY3RvcnEkR0AAAAAAAAAAWAYAAABvZmZzZXRxJUcA"
              + "AAAAAAAAAHV9cSYoaBhoGWgaRz30nafjYc5MaCRHQAAAAAAAAABoJUcAAAAAAAAAAHVlWAQAAABzaXplcSdL"
              + "A0sChnEoWAQAAABub25lcSlOWAQAAABmbGFncSqIWAMAAABiaWdxK4oGAAAAAAABWAMAAABuZWdxLEr5////"
              + "dWF0cS1iLg==",
          "gASVwgEAAAAAAACMFm51bXB5Ll9jb3JlLm11bHRpYXJyYXmUjAxfcmVjb25zdHJ1Y3SUk5SMBW51bXB5lIwH"
              + "bmRhcnJheZSTlEsAhZRDAWKUh5RSlChLAUsBhZRoA4wFZHR5cGWUk5SMAk84lImIh5RSlChLA4wBfJROTk5K"
              + "/////0r/////Sz90lGKJXZR9lCiMBHR5cGWUjAIyRJSMB3JlcG9faWSUjAhpbWFnZTcuMJSMC3NvdXJjZS50"
              + "eXBllIwOc2Nhbl9nZW5lcmF0b3KUjAxkZXZpY2UuY2FsaWKUXZQofZQojAR1bml0lIwBbZSMBXZhbHVllGgA"
              + "jAZzY2FsYXKUk5RoDIwCZjiUiYiHlFKUKEsDjAE8lE5OTkr/////Sv////9LAHSUYkMIu73X2d986z2UhpRS"
              + "lIwMcGl4ZWxfZmFjdG9ylEdAAAAAAAAAAIwGb2Zmc2V0lEcAAAAAAAAAAHV9lChoHWgeaB9HPfSdp+Nhzkxo"
              + "KkdAAAAAAAAAAGgrRwAAAAAAAAAAdWWMBHNpemWUSwNLAoaUjARub25llE6MBGZsYWeUiIwDYmlnlIoGAAAA"
              + "AAABjANuZWeUSvn///91YXSUYi4=");

  private static byte[] prz(byte[] pickle) {
    byte[] version = NpyBytes.array(NpyBytes.description("<i8", false, ""), new byte[8]);
    return NpyBytes.archive(
        ZipEntry.DEFLATED,
        "data.npy",
        NpyBytes.array(NpyBytes.description("<f4", false, "2, 3"), new byte[24]),
        "meta_data.npy",
        NpyBytes.array(NpyBytes.description("|O", false, "1,"), pickle),
        "file_format_version.npy",
        version);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void theFastestAxisIsThatOfColumns(int protocol) throws IOException {
    List<StoredImage> images =
        BytesSource.readAll(prz(Base64.getDecoder().decode(PICKLES.get(protocol)))).images();
    assertEquals(1, images.size(), "the version is no image");
    assertEquals("image7", images.get(0).title());
    assertEquals(Optional.of(new PixelSize(2e-10 * 2.0, "m")), images.get(0).pixelSize());
  }

  @Test
  void aDamagedPickleSaysNothingAndThePixelsAreRead() throws IOException {
    byte[] pickle = Base64.getDecoder().decode(PICKLES.get(1));
    for (int length = 0; length < pickle.length; length += 7) {
      StoredImage image = BytesSource.readAll(prz(Arrays.copyOf(pickle, length))).images().get(0);
      assertEquals(Optional.empty(), image.pixelSize(), "cut at " + length);
    }
    for (int i = 0; i < pickle.length; i++) {
      byte[] changed = pickle.clone();
      changed[i] ^= 0x55;
      assertTrue(PantaRhei.parse(changed).title().length() < pickle.length, "byte " + i);
    }
  }
}
