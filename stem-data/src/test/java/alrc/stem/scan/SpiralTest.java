package alrc.stem.scan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.settings.SettingMistake;
import alrc.stem.SharedData;
import alrc.stem.read.ImageReaders;
import alrc.stem.scan.path.Spiral;
import alrc.stem.source.FileSource;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpiralTest {
  private static final ScanMask PAPER = new Spiral(0.05).mask(512, 512);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void equalsThePublishedMaskInEveryPixel(int number) throws IOException {
    var path = SharedData.path("data/stem/ede-partial-stem/mask-" + number + ".tif");
    float[] published = new float[512 * 512];
    try (FileSource source = FileSource.open(path)) {
      StoredImage image = ImageReaders.open(source, 512 * 512).images().get(0);
      image.read(0, 0, 512).toFloats(0, published, 0, published.length);
    }
    assertArrayEquals(published, PAPER.weights());
  }

  @Test
  void measuresTheCoverageThatTheScienceStates() {
    assertEquals(0.05, PAPER.nominalCoverage());
    assertEquals(0.045310974, PAPER.measuredMean(), 1e-9);
    assertEquals(45_773, PAPER.selected().length);
    assertEquals(45_773 / 262_144.0, PAPER.measuredSelected());
  }

  @Test
  void isNamedByItsSettingsAndItsSize() {
    assertEquals("{\"coverage\":0.05,\"kind\":\"spiral\"}", PAPER.pathJson());
    assertEquals(PAPER.id(), new Spiral(0.05).mask(512, 512).id());
    assertTrue(PAPER.id().matches("[0-9a-f]{16}"));
    assertTrue(!PAPER.id().equals(new Spiral(0.05).mask(64, 64).id()));
    assertTrue(!PAPER.id().equals(new Spiral(0.1).mask(512, 512).id()));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 33, 64, 256, 700})
  void otherSidesHaveWeightsInUnitRangeAndCoverageNearNominal(int side) {
    ScanMask mask = new Spiral(0.1).mask(side, side);
    assertEquals(side * side, mask.weights().length);
    assertEquals(0.1, mask.measuredMean(), side <= 64 ? 0.06 : 0.02);
  }

  @Test
  void refusesWhatItCannotDraw() {
    assertEquals(
        "coverage: 0.0 must be in [1e-6, 0.5]",
        assertThrows(SettingMistake.class, () -> new Spiral(0)).getMessage());
    assertEquals(
        "spiral size: 512×256 must be a square of at least 8 pixels a side",
        assertThrows(SettingMistake.class, () -> new Spiral(0.05).mask(512, 256)).getMessage());
  }

  @Test
  void aScanSpreadsBackToItsPixels() {
    ScanMask mask = new Spiral(0.05).mask(16, 16);
    float[] values = new float[mask.selected().length];
    for (int k = 0; k < values.length; k++) {
      values[k] = k + 1;
    }
    float[] image = new Scan(mask, values).spread();
    for (int k = 0; k < values.length; k++) {
      assertEquals(k + 1, image[mask.selected()[k]]);
    }
    assertEquals(
        values.length,
        java.util.stream.IntStream.range(0, image.length).filter(i -> image[i] != 0).count());
    assertThrows(IllegalArgumentException.class, () -> new Scan(mask, new float[1]));
  }
}
