package alrc.stem.read;

import static alrc.stem.source.UnreadableImageException.Kind.COMPANION;
import static alrc.stem.source.UnreadableImageException.Kind.CORRUPT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.SharedData;
import alrc.stem.format.numpy.NpyBytes;
import alrc.stem.source.UnreadableImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One real file per format, cut at every percent: each piece is refused, and says where and why.
 */
class TruncationTest {
  @ParameterizedTest
  @CsvSource({
    "stem-moire-gpa/STEM_Moire_Hologram.dm3, DM3",
    "bto-displacement/BTO_crystal_1.dm4, DM4",
    "haadf-atom-detection/Ptporph0.tif, TIFF",
    "reencoded/moire_lzw_uint16.tif, TIFF",
    "reencoded/ncem_deflate_strips.tif, TIFF",
    "reencoded/ncem_tiled.tif, TIFF",
    "reencoded/sto_bigtiff.tif, TIFF",
    "reencoded/sto_multipage.tif, TIFF",
    "reencoded/moire_16bit.png, PNG",
    "openNCEM/16_STOimage_1.ser, SER",
    "rosettasciio/64x64_TEM_images_acquire_1.ser, SER",
    "rosettasciio/HAADFscan.mrc, MRC",
    "reencoded/sto_float32.mrc, MRC",
    "rosettasciio/test1.blo, blockfile",
    "reencoded/moire_uint16.npy, NPY",
    "reencoded/cryo_float32_fortran.npy, NPY",
    "openNCEM/Acquisition_18.emd, 'HDF5 (EMD, hspy)'",
    "openNCEM/STEM_HAADF_Diffraction_Micro.emd, 'HDF5 (EMD, hspy)'",
    "hyperspy-demos/stem_abf_data.hspy, 'HDF5 (EMD, hspy)'",
    "atomap/test_ADF_cropped.hdf5, 'HDF5 (EMD, hspy)'",
    "rosettasciio/signal2d_20x10x10-ragged_markers.zspy, Zarr",
    "stored: reencoded/moire_uint16.npy, NPZ",
    "deflated: reencoded/moire_uint16.npy, NPZ"
  })
  void aFileCutShortIsUnreadableAndSaysWhere(String file, String format) throws IOException {
    byte[] whole = bytes(file);
    for (int percent = 0; percent < 100; percent++) {
      byte[] cut = Arrays.copyOf(whole, (int) (whole.length * (long) percent / 100));
      String where = "cut at " + percent + " %";
      UnreadableImageException e =
          assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(cut), where);
      assertEquals(CORRUPT, e.kind(), where + ": " + e.explanation());
      assertEquals(cut.length == 0 ? "empty file" : format, e.format(), where);
      assertTrue(e.offset().isPresent(), where + ": " + e.explanation());
      assertTrue(e.explanation().contains("expected "), where + ": " + e.explanation());
    }
  }

  /** An EMI holds no pixels and is told by its signature alone, so a cut one is what it was. */
  @Test
  void anEmiCutShortIsStillACompanion() throws IOException {
    byte[] whole = bytes("rosettasciio/64x64_TEM_images_acquire.emi");
    for (int percent = 1; percent < 100; percent++) {
      byte[] cut = Arrays.copyOf(whole, (int) (whole.length * (long) percent / 100));
      UnreadableImageException e =
          assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(cut));
      assertEquals(COMPANION, e.kind(), e.explanation());
      assertEquals("EMI", e.format());
      assertTrue(e.explanation().contains("which contains the image"), e.explanation());
    }
  }

  /** A real file; after {@code stored:} or {@code deflated:}, in an archive of its own. */
  private static byte[] bytes(String file) throws IOException {
    String path = file.substring(file.lastIndexOf(' ') + 1);
    byte[] real = Files.readAllBytes(SharedData.path("data/stem/" + path));
    if (path.equals(file)) {
      return real;
    }
    int method = file.startsWith("stored") ? ZipEntry.STORED : ZipEntry.DEFLATED;
    return NpyBytes.archive(method, "a.npy", real);
  }
}
