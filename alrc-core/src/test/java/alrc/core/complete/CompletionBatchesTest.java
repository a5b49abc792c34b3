package alrc.core.complete;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import alrc.core.complete.CompletionBatches.Plan;
import alrc.settings.SettingMistake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompletionBatchesTest {
  /** Completes each pixel from itself alone, and counts its calls. */
  private static final class Pointwise implements CompletionNetwork {
    private final List<Integer> batches = new ArrayList<>();

    @Override
    public int side() {
      return 0;
    }

    @Override
    public float[] complete(float[] input, int count, int height, int width) {
      batches.add(count);
      int pixels = height * width;
      float[] completed = new float[count * pixels];
      for (int i = 0; i < completed.length; i++) {
        int at = i / pixels * 2 * pixels + i % pixels;
        completed[i] = 0.1f + input[at] * 0.7f - input[at + pixels];
      }
      return completed;
    }

    @Override
    public void close() {}
  }

  private static float[] completed(CompletionNetwork net, Plan plan, int height, int width)
      throws IOException {
    return completed(
        net,
        plan,
        KeptFiles.noise(1, height * width),
        KeptFiles.noise(2, height * width),
        height,
        width);
  }

  private static float[] completed(
      CompletionNetwork net, Plan plan, float[] scan, float[] mask, int height, int width)
      throws IOException {
    float[][] done = new float[1][];
    CompletionBatches batches = new CompletionBatches(net, plan);
    batches.add(scan, mask, height, width, completion -> done[0] = completion);
    batches.flush();
    return done[0];
  }

  /** 2 × 4096 × 1024 × 1024 numbers are more than an array has; nothing is allocated. */
  @Test
  void aBatchThatNoArrayHoldsIsRefusedByItsName() {
    CompletionBatches batches = new CompletionBatches(new Pointwise(), new Plan(4096, 1024, 0));
    SettingMistake refused =
        assertThrows(
            SettingMistake.class,
            () -> batches.add(new float[4], new float[4], 2048, 2048, completion -> {}));
    assertEquals(
        "batch: 4096 must be at most 1023 for tiles of 1024 × 1024 pixels", refused.getMessage());
  }

  @Test
  void tilesOfAPointwiseNetworkLeaveNoSeam() throws IOException {
    for (int[] size :
        new int[][] {{64, 64}, {100, 161}, {65, 64}, {64, 200}, {30, 17}, {200, 40}, {2, 1}}) {
      float[] whole = completed(new Pointwise(), new Plan(1, 0, 0), size[0], size[1]);
      for (int overlap : new int[] {0, 16, 63}) {
        float[] tiled = completed(new Pointwise(), new Plan(3, 64, overlap), size[0], size[1]);
        assertArrayEquals(whole, tiled, size[0] + "×" + size[1] + ", overlap " + overlap);
      }
    }
  }

  @Test
  void aLargeConstantImageStaysConstant() throws IOException {
    int side = 2048;
    float[] scan = new float[side * side];
    Arrays.fill(scan, 0.3f);
    float[] image =
        completed(new Pointwise(), new Plan(4, 512, 128), scan, new float[side * side], side, side);
    float expected = 0.1f + 0.3f * 0.7f;
    for (float value : image) {
      assertEquals(expected, value);
    }
  }

  @Test
  void batchesAreFilledAcrossScansAndAllOfOneSize() throws IOException {
    Pointwise net = new Pointwise();
    CompletionBatches batches = new CompletionBatches(net, new Plan(4, 64, 16));
    List<String> order = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String name = "scan " + i;
      batches.add(new float[64 * 112], new float[64 * 112], 64, 112, done -> order.add(name));
    }
    assertEquals(List.of("scan 0", "scan 1"), order);
    batches.flush();
    batches.flush();
    assertEquals(List.of("scan 0", "scan 1", "scan 2"), order);
    assertEquals(List.of(4, 4), net.batches);
  }
}
