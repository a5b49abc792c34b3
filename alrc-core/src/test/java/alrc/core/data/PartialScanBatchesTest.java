package alrc.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.settings.SettingMistake;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PartialScanBatchesTest {
  private static final int SIDE = 64;
  private static final int PIXELS = SIDE * SIDE;

  private final BatchSource source = new PartialScanBatches(new SyntheticScans(10, SIDE, 3));

  @Test
  void shapesAreThoseOfScanAndMaskAndOfTwoTargets() {
    assertEquals(new ImageShape(2, 64, 64), source.input());
    assertEquals(List.of(new ImageShape(1, 64, 64), new ImageShape(1, 32, 32)), source.targets());
    Batch batch = source.batch(1, 0, 3);
    assertEquals(3 * source.input().values(), batch.input().length);
    for (int head = 0; head < 2; head++) {
      assertEquals(3 * source.targets().get(head).values(), batch.targets().get(head).length);
    }
  }

  @Test
  void aBatchIsAFunctionOfSeedIterationAndSize() {
    Batch first = source.batch(1, 4, 2);
    source.batch(2, 9, 5);
    Batch again = new PartialScanBatches(new SyntheticScans(10, SIDE, 3)).batch(1, 4, 2);
    assertArrayEquals(first.input(), again.input());
    assertArrayEquals(first.targets().get(1), again.targets().get(1));
    assertFalse(Arrays.equals(first.examples(), source.batch(2, 4, 2).examples()));
  }

  @Test
  void anEpochGoesThroughAllScansOnce() {
    Set<Integer> seen = new HashSet<>();
    for (int iteration = 5; iteration < 10; iteration++) {
      for (int example : source.batch(7, iteration, 2).examples()) {
        seen.add(example);
      }
    }
    assertEquals(10, seen.size());
  }

  @Test
  void anExampleStandsInItsSlotWhole() {
    PartialScanExample scan = new SyntheticScans(10, SIDE, 3).example(6);
    Batch batch = source.batch(1, 0, 10);
    int slot = indexOf(batch.examples(), 6);
    int from = slot * 2 * PIXELS;
    assertArrayEquals(scan.input(), Arrays.copyOfRange(batch.input(), from, from + 2 * PIXELS));
    float[] half = batch.targets().get(1);
    int small = PIXELS / 4;
    assertArrayEquals(
        scan.halfCompletion(), Arrays.copyOfRange(half, slot * small, (slot + 1) * small));
    assertEquals("synthetic-scan#6", source.exampleId(6));
  }

  private static int indexOf(int[] values, int wanted) {
    int i = 0;
    while (values[i] != wanted) {
      i++;
    }
    return i;
  }

  @Test
  void scansShowTheTruthOnTheMaskAndNothingElsewhere() {
    PartialScanExample scan = new SyntheticScans(2, SIDE, 1).example(0);
    int scanned = 0;
    for (int i = 0; i < PIXELS; i++) {
      float value = scan.input()[i];
      float mask = scan.input()[PIXELS + i];
      assertTrue(value >= 0 && value <= 1 && mask >= 0 && mask <= 1);
      assertTrue(mask > 0 || value == 0, "off the mask a scan is 0");
      scanned += mask > 0 ? 1 : 0;
    }
    double fraction = (double) scanned / PIXELS;
    assertTrue(fraction > 0.15 && fraction < 0.35, "measured coverage " + fraction);
  }

  @Test
  void digestsNameWhatTheScansAreMadeOf() {
    String digest = new SyntheticScans(10, SIDE, 3).digest();
    assertEquals(source.digest(), digest);
    assertNotEquals(digest, new SyntheticScans(11, SIDE, 3).digest());
    assertNotEquals(digest, new SyntheticScans(10, 32, 3).digest());
    assertNotEquals(digest, new SyntheticScans(10, SIDE, 4).digest());
  }

  @Test
  void targetsAreBlurredByTheKernelOfFiveWithReflectedEdges() {
    int side = 6;
    float[] image = new float[side * side];
    for (int i = 0; i < image.length; i++) {
      image[i] = i * 37 % 17;
    }
    float[] blurred = TargetBlur.blur(image, side);
    for (int r = 0; r < side; r++) {
      for (int c = 0; c < side; c++) {
        assertEquals(blurredAt(image, side, r, c), blurred[r * side + c], 1e-5);
      }
    }
  }

  private static double blurredAt(float[] image, int side, int row, int column) {
    double sum = 0;
    double weights = 0;
    for (int y = -2; y <= 2; y++) {
      for (int x = -2; x <= 2; x++) {
        double weight = Math.exp(-(y * y + x * x) / (2 * 2.5 * 2.5));
        int r = Math.abs(row + y);
        int c = Math.abs(column + x);
        r = r < side ? r : 2 * side - 2 - r;
        c = c < side ? c : 2 * side - 2 - c;
        sum += weight * image[r * side + c];
        weights += weight;
      }
    }
    return sum / weights;
  }

  @Test
  void oddSidesAreRefused() {
    Exception e = assertThrows(SettingMistake.class, () -> new SyntheticScans(1, 33, 0));
    assertEquals("side: 33 must be even, >= 8", e.getMessage());
  }
}
