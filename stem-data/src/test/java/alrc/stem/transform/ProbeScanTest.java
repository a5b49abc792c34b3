package alrc.stem.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import alrc.stem.scan.distortion.Flyback;
import alrc.stem.scan.noise.PoissonNoise;
import alrc.stem.scan.path.Rows;
import alrc.stem.scan.path.UniformGrid;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeScanTest {
  private static final UniformGrid ALL = new UniformGrid(1, 0);

  private static float[] scan(ProbeScan step, Example example) {
    return step.apply(example, Examples.random()).scan().orElseThrow().values();
  }

  @Test
  void withoutNoiseTheSignalIsTheTruthOnItsRange() {
    Example example = Examples.of(2, 2, -1, 0, 3, 1);
    ProbeScan step = new ProbeScan(ALL, List.of(), List.of());
    assertArrayEquals(new float[] {0, 0.25f, 1, 0.5f}, scan(step, example));
    assertArrayEquals(
        new float[] {0.5f, 0.5f, 0.5f, 0.5f}, scan(step, Examples.of(2, 2, 7, 7, 7, 7)));
  }

  @Test
  void theProbeSeesTheTruthWhereItReallyIs() {
    Example ramp = Examples.of(1, 5, 0, 1, 2, 3, 4);
    ProbeScan step = new ProbeScan(ALL, List.of(new Flyback(1.5, 1e9)), List.of());
    assertArrayEquals(new float[] {0.375f, 0.625f, 0.875f, 1, 1}, scan(step, ramp), 1e-6f);
    ProbeScan left = new ProbeScan(ALL, List.of(new Flyback(-1, 1e9)), List.of());
    assertArrayEquals(new float[] {0, 0, 0.25f, 0.5f, 0.75f}, scan(left, ramp), 1e-6f);
    assertSame(ramp.truth(), step.apply(ramp, Examples.random()).truth());
  }

  @Test
  void theMeanDoseIsTheOneAskedFor() {
    Example example = Examples.noise(128, 128, 8);
    float[] signal = scan(new ProbeScan(ALL, List.of(), List.of()), example);
    double mean = 0;
    for (float value : signal) {
      mean += value / signal.length;
    }
    float[] noisy = scan(new ProbeScan(ALL, List.of(), List.of(new PoissonNoise(9))), example);
    double electrons = 0;
    for (float value : noisy) {
      double count = value * 9 / mean;
      assertEquals(Math.rint(count), count, 1e-3, "whole electrons");
      electrons += count / noisy.length;
    }
    assertEquals(9, electrons, 0.1);
  }

  @Test
  void onlyThePathIsMeasured() {
    Example example = Examples.noise(64, 64, 1);
    Example scanned =
        new ProbeScan(new Rows(0.25), List.of(), List.of()).apply(example, Examples.random());
    assertEquals(16 * 64, scanned.scan().orElseThrow().values().length);
  }
}
