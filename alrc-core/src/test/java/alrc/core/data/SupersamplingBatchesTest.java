package alrc.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import alrc.settings.SettingMistake;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SupersamplingBatchesTest {
  private final SyntheticImages images = new SyntheticImages(10, 1, 3);
  private final BatchSource source = new SupersamplingBatches(images, Augmentation.flipOnly());

  @Test
  void aBatchDependsOnSeedIterationAndSizeAlone() {
    Batch first = source.batch(1, 7, 4);
    source.batch(2, 0, 3);
    source.batch(1, 3, 4);
    Batch again = new SupersamplingBatches(images, Augmentation.flipOnly()).batch(1, 7, 4);
    assertArrayEquals(first.input(), again.input());
    assertArrayEquals(first.targets().get(0), again.targets().get(0));
    assertArrayEquals(first.examples(), again.examples());
    assertFalse(Arrays.equals(first.targets().get(0), source.batch(2, 7, 4).targets().get(0)));
    assertFalse(Arrays.equals(first.targets().get(0), source.batch(1, 8, 4).targets().get(0)));
  }

  @Test
  void everyEpochGoesThroughAllImagesInAnOrderOfItsOwn() {
    int[] first = source.batch(1, 0, 10).examples();
    int[] second = source.batch(1, 1, 10).examples();
    assertFalse(Arrays.equals(first, second));
    for (int[] epoch : new int[][] {first, second}) {
      assertArrayEquals(
          new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, Arrays.stream(epoch).sorted().toArray());
    }
  }

  @Test
  void smallBatchesAreTheSameStreamAsLargeOnes() {
    Batch large = source.batch(1, 3, 4);
    for (int slot = 0; slot < 4; slot++) {
      Batch small = source.batch(1, 12 + slot, 1);
      assertEquals(large.examples()[slot], small.examples()[0]);
      assertArrayEquals(
          Arrays.copyOfRange(large.targets().get(0), slot * 1024, (slot + 1) * 1024),
          small.targets().get(0));
    }
  }

  @Test
  void theInputIsASmootherVersionOfTheTarget() {
    Batch batch = source.batch(1, 0, 10);
    assertEquals(10 * 1024, batch.input().length);
    assertEquals(batch.targets().get(0)[0], batch.input()[0], 1e-6);
    double difference = 0;
    for (int i = 0; i < batch.input().length; i++) {
      difference += Math.abs(batch.input()[i] - batch.targets().get(0)[i]) / batch.input().length;
    }
    assertEquals(0.4, difference, 0.38);
  }

  @Test
  void impossibleRequestsAreRefusedByName() {
    Exception e = assertThrows(SettingMistake.class, () -> source.batch(1, -1, 4));
    assertEquals("iteration: -1 must be >= 0", e.getMessage());
  }
}
