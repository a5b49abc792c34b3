package alrc.stem.read;

import static org.junit.jupiter.api.Assertions.fail;

import alrc.stem.SharedData;
import alrc.stem.image.SeededGenerator;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damages real files at random, seeded: each is read or refused, and nothing else. */
class MutationTest {
  private static final int TRIES = 400;

  /** Enough for every file here; a damaged size beyond it must be refused, not allocated. */
  private static final long MOST_PIXELS = 1 << 21;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rosettasciio/dm2D_test-6.dm3",
        "rosettasciio/dm2D_test-23.dm4",
        "rosettasciio/test_loading_image_saved_with_DM.tif",
        "reencoded/moire_lzw_uint16.tif",
        "reencoded/ncem_deflate_strips.tif",
        "reencoded/ncem_tiled.tif",
        "rosettasciio/64x64_TEM_images_acquire_1.ser",
        "rosettasciio/HAADFscan.mrc",
        "rosettasciio/test1.blo",
        "reencoded/cryo_float32_fortran.npy",
        "openNCEM/STEM_HAADF_Diffraction_Micro.emd",
        "atomap/test_ADF_cropped.hdf5",
        "rosettasciio/signal2d_20x10x10-ragged_markers.zspy",
        "atomsegnet/Si110_5nmX25us_03_none_none.png"
      })
  void aDamagedFileIsReadOrRefused(String file) throws IOException {
    byte[] whole = Files.readAllBytes(SharedData.path("data/stem/" + file));
    int tries = whole.length > 100_000 ? TRIES / 4 : TRIES;
    for (int i = 0; i < tries; i++) {
      RandomGenerator random = SeededGenerator.of(i, "mutation", file);
      byte[] damaged = whole.clone();
      int changes = 1 + random.nextInt(6);
      for (int c = 0; c < changes; c++) {
        // Half of the changes are where headers and directories usually are.
        int within = random.nextBoolean() ? Math.min(2048, damaged.length) : damaged.length;
        int at = random.nextInt(within);
        damaged[random.nextBoolean() ? at : damaged.length - 1 - at] = (byte) random.nextInt(256);
      }
      tryReading(damaged, "mutation " + i);
    }
  }

  private static void tryReading(byte[] damaged, String what) throws IOException {
    try {
      ImageFile file = ImageReaders.open(new BytesSource(damaged), MOST_PIXELS);
      for (StoredImage image : file.images()) {
        image.verify();
        image.read(0, image.height() - 1, 1);
      }
    } catch (UnreadableImageException e) {
      if (e.explanation().isBlank()) {
        fail(what + ": no explanation");
      }
    }
  }
}
