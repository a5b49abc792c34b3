package alrc.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import alrc.core.model.Pass.Phase;
import alrc.core.random.Randomness;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FillTest {
  private static final int SIDE = 64;
  private static final int PIXELS = SIDE * SIDE;
  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");

  @AfterEach
  void close() {
    manager.close();
  }

  /** Weights of 1/4 or 1/2 on a tenth of the pixels, which are the same for every seed. */
  private static double[] mask() {
    SplittableRandom random = Randomness.of(1, "mask");
    double[] mask = new double[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      mask[i] = random.nextInt(10) == 0 ? 0.25 * (1 + random.nextInt(2)) : 0;
    }
    return mask;
  }

  private interface Image {
    double at(double row, double column);
  }

  /** The noiseless scan of an image by the step of the recipe, with its mask. */
  private NDArray input(Fill step, Image image, double range) {
    double[] mask = mask();
    double[] both = new double[2 * PIXELS];
    System.arraycopy(mask, 0, both, PIXELS, PIXELS);
    for (int i = 0; i < PIXELS; i++) {
      double x = image.at((double) (i / SIDE) / SIDE, (double) (i % SIDE) / SIDE);
      double value = step == Fill.PROBE_SCAN ? (x + 1) / 2 : (mask[i] * x + 1) / range;
      both[i] = mask[i] > 0 ? value : 0;
    }
    return manager.create(both, new Shape(1, 2, SIDE, SIDE));
  }

  /** Arrays that stay open until the trial ends would take all memory of a long training. */
  @Test
  void aScopeClosesEveryArrayOfAFilling() {
    NDArray input = input(Fill.PARTIAL_SCAN, (row, column) -> row * column, 2);
    int before = manager.getManagedArrays().size();
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      assertEquals(SIDE, Fill.PARTIAL_SCAN.of(input).getShape().get(2));
    }
    assertEquals(before, manager.getManagedArrays().size());
  }

  private static double[] filled(Fill fill, NDArray input) {
    return Objects.requireNonNull(fill.of(input)).toDoubleArray();
  }

  @ParameterizedTest
  @CsvSource({"PARTIAL_SCAN,1.2", "PARTIAL_SCAN,1.6", "PROBE_SCAN,2"})
  void aConstantImageIsFilledExactly(Fill fill, double range) {
    for (double x : new double[] {-0.8, 0, 0.3}) {
      double[] values = filled(fill, input(fill, (row, column) -> x, range));
      for (int i = 0; i < values.length; i++) {
        assertEquals(i < 2 * PIXELS ? x : 0, values[i], 1e-9);
      }
    }
  }

  /**
   * The amplitude b of the noise is a stretched image: here brighter or darker by a constant, on a
   * path with the many small weights of a spiral's edge, without which A is not known.
   */
  @ParameterizedTest
  @CsvSource({"-0.4,0.3", "0.2,-0.5"})
  void aBrighterNoiseDoesNotBrightenTheImage(double x, double brighter) {
    double[] both = new double[2 * PIXELS];
    double[] mask = mask();
    for (int i = 0; i < PIXELS; i++) {
      double m = mask[i] > 0 ? 0.01 + 0.07 * (i % 11) : 0;
      both[PIXELS + i] = m;
      both[i] = m > 0 ? (m * (m * x + (1 - m) * (x + brighter)) + 1) / 1.3 : 0;
    }
    NDArray input = manager.create(both, new Shape(1, 2, SIDE, SIDE));
    double[] values = filled(Fill.PARTIAL_SCAN, input);
    for (int i = 0; i < 2 * PIXELS; i++) {
      assertEquals(x, values[i], 0.2 * Math.abs(brighter));
    }
  }

  @Test
  void theThirdChannelIsWhatTheSparseImageLeavesOnThePath() {
    Image image = (row, column) -> Math.sin(40 * row * column);
    double[] values = filled(Fill.PROBE_SCAN, input(Fill.PROBE_SCAN, image, 2));
    double[] mask = mask();
    for (int i = 0; i < PIXELS; i++) {
      double x = image.at((double) (i / SIDE) / SIDE, (double) (i % SIDE) / SIDE);
      assertEquals(mask[i] > 0 ? x - values[i] : 0, values[2 * PIXELS + i], 1e-12);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PARTIAL_SCAN", "PROBE_SCAN"})
  void aSmoothImageIsFilledNearly(Fill fill) {
    Image image = (row, column) -> 0.8 * Math.sin(3 * row) * Math.cos(4 * column);
    double[] values = filled(fill, input(fill, image, 1.4));
    double squares = 0;
    double error = 0;
    for (int i = 0; i < PIXELS; i++) {
      double x = image.at((double) (i / SIDE) / SIDE, (double) (i % SIDE) / SIDE);
      squares += x * x;
      error += (values[i] - x) * (values[i] - x);
    }
    assertTrue(error < 0.2 * squares, String.format(Locale.ROOT, "%.4f of %.4f", error, squares));
  }

  /** A tenth of the pixels determine an image of one cosine; a smooth fill cannot find it. */
  @Test
  void aPeriodicImageIsFilledByItsFrequency() {
    Image image = (row, column) -> 0.8 * Math.cos(Math.PI * 20 * (row + 0.5 / SIDE));
    double[] values = filled(Fill.PROBE_SCAN, input(Fill.PROBE_SCAN, image, 2));
    double sparse = 0;
    double smooth = 0;
    double squares = 0;
    for (int i = 0; i < PIXELS; i++) {
      double x = image.at((double) (i / SIDE) / SIDE, 0);
      squares += x * x;
      sparse += (values[i] - x) * (values[i] - x);
      smooth += (values[PIXELS + i] - x) * (values[PIXELS + i] - x);
    }
    assertTrue(sparse < 0.02 * squares, sparse + " of " + squares);
    assertTrue(smooth > 0.3 * squares, smooth + " of " + squares);
  }

  @Test
  void nothingOffThePathIsUsedAndValuesStayInRange() {
    NDArray input = input(Fill.PROBE_SCAN, (row, column) -> row > 0.5 ? 1.5 : -2, 2);
    double[] once = filled(Fill.PROBE_SCAN, input);
    double[] other = input.toDoubleArray();
    for (int i = 0; i < PIXELS; i++) {
      other[i] += other[PIXELS + i] > 0 ? 0 : 7;
    }
    double[] again = filled(Fill.PROBE_SCAN, manager.create(other, input.getShape()));
    for (int i = 0; i < PIXELS; i++) {
      assertTrue(once[i] >= -1 && once[i] <= 1);
      assertTrue(Math.abs(once[2 * PIXELS + i]) <= 2);
    }
    assertArrayEquals(once, again, Double.MIN_VALUE);
  }

  @Test
  void withoutAPathItIsFiniteAndAMiddleGrey() {
    NDArray empty = manager.create(new double[2 * PIXELS], new Shape(1, 2, SIDE, SIDE));
    for (double value : filled(Fill.PROBE_SCAN, empty)) {
      assertEquals(0, Math.abs(value));
    }
    for (double value : filled(Fill.PARTIAL_SCAN, empty)) {
      assertEquals(0, Math.abs(value));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PARTIAL_SCAN", "PROBE_SCAN"})
  void anUntrainedNetworkReturnsTheFilledScan(Fill fill) {
    PartialScanNet net = new PartialScanNet(1.0 / 32, SIDE, InitialWeights.NORMAL, fill);
    NDArray flat = manager.create(net.initialParameters(4)).toType(DataType.FLOAT64, true);
    NDArray input = input(fill, (row, column) -> Math.sin(9 * row + 5 * column), 1.4);
    NDArray buffers = Passes.zeroBuffers(net, manager);
    Passes.pass(net, flat, buffers, input, Phase.INITIALISING);
    NDList heads = Passes.pass(net, flat, buffers, input, Phase.TRAINING);
    NDArray filled = Objects.requireNonNull(fill.of(input));
    NDArray sparse = Channels.first(filled, 1);
    assertEquals(sparse, heads.get(0));
    assertEquals(HalfSize.of(sparse), heads.get(1));
  }
}
