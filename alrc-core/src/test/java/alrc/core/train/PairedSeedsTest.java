package alrc.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.data.Batch;
import alrc.core.data.BatchSource;
import alrc.core.data.PartialScanBatches;
import alrc.core.data.SyntheticScans;
import alrc.core.optimizer.Sgd;
import alrc.core.study.Cell;
import alrc.core.study.Study;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A seed means the same initial parameters and the same order of examples in every cell. */
class PairedSeedsTest {
  private static final String AXES =
      """
      study: paired
      data: {kind: synthetic}
      model: %s
      loss: [squared, quartic, charbonnier]
      rule: [none, {kind: alrc, deviations: [2, .inf]}, {kind: huber, threshold: 1}]
      gradient: [[], [{kind: global-norm, limit: 1}]]
      optimizer: [{kind: adam, rate: [0.001, 0.01]}, sgd]
      kernel: [single, stacked]
      batch: %s
      """;

  private static List<Cell> cells(String model, String batch) {
    return Study.parse(AXES.formatted(model, batch), "s.yaml").cells();
  }

  private static InitialState begin(Cell cell, BatchSource source, long seed) {
    TrialSettings settings = cell.settings();
    return InitialState.of(settings.model(), seed, source, settings.batch(), ComputeDevice.CPU);
  }

  @Test
  void initialParametersAreThoseOfTheSeedAlone() {
    BatchSource source = Trials.synthetic();
    List<Cell> cells = cells("{kind: supersampling, width: 0.03125}", "[1, 4, 16]");
    assertTrue(cells.size() > 300, cells.size() + " cells");
    float[] first = begin(cells.get(0), source, 3).parameters();
    for (Cell cell : cells) {
      assertArrayEquals(first, begin(cell, source, 3).parameters(), cell::json);
    }
    assertFalse(Arrays.equals(first, begin(cells.get(0), source, 4).parameters()));
  }

  /** Its gains follow from the first examples, so it needs cells of one batch size. */
  @Test
  void soAreThoseOfTheCompletionNetwork() {
    BatchSource source = new PartialScanBatches(new SyntheticScans(8, 64, 0));
    List<Cell> cells =
        cells("{kind: partial-scan, width: 0.03125, size: 64}", "2").stream()
            .filter(cell -> cell.kernel() == KernelForm.SINGLE)
            .filter(cell -> cell.optimizer() instanceof Sgd)
            .toList();
    assertTrue(cells.size() > 20, cells.size() + " cells");
    InitialState first = begin(cells.get(0), source, 3);
    for (Cell cell : cells) {
      InitialState state = begin(cell, source, 3);
      assertArrayEquals(first.parameters(), state.parameters(), cell::json);
      assertArrayEquals(first.buffers(), state.buffers(), cell::json);
    }
  }

  /** The first 64 examples of a seed, the same by ones, fours and sixteens, and how they look. */
  @Test
  void examplesComeInOneOrderWhateverTheBatchSize() {
    BatchSource source = Trials.synthetic();
    List<Integer> order = new ArrayList<>();
    List<Float> looks = new ArrayList<>();
    take(source, 1, order, looks);
    for (int size : new int[] {4, 16}) {
      List<Integer> otherOrder = new ArrayList<>();
      List<Float> otherLooks = new ArrayList<>();
      take(source, size, otherOrder, otherLooks);
      assertEquals(order, otherOrder);
      assertEquals(looks, otherLooks);
    }
  }

  private static void take(BatchSource source, int size, List<Integer> order, List<Float> looks) {
    for (int iteration = 0; iteration < 64 / size; iteration++) {
      Batch batch = source.batch(3, iteration, size);
      for (int example : batch.examples()) {
        order.add(example);
      }
      for (float value : batch.input()) {
        looks.add(value);
      }
    }
  }
}
