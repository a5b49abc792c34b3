package alrc.stem.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import alrc.settings.SettingMistake;
import alrc.stem.scan.Drawing;
import alrc.stem.scan.Noise;
import alrc.stem.scan.ScanPath;
import alrc.stem.scan.Timing;
import alrc.stem.scan.Visits;
import alrc.stem.scan.distortion.Drift;
import alrc.stem.scan.distortion.Flyback;
import alrc.stem.scan.noise.Detector;
import alrc.stem.scan.noise.GaussianNoise;
import alrc.stem.scan.noise.PoissonNoise;
import alrc.stem.scan.path.Frames;
import alrc.stem.scan.path.Rows;
import alrc.stem.scan.path.Spiral;
import alrc.stem.scan.path.UniformGrid;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** On a slope x + 10y, bilinear sampling is exact, so each value says where the probe was. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{kind: rows, coverage: 0.5}",
        "{kind: hilbert}",
        "{kind: random-walk, coverage: 0.4}",
        "{kind: lissajous, coverage: 0.3}",
        "{kind: linear-spiral, coverage: 0.3}"
      })
  void driftMovesTheSamplingOfEveryPathAsItsTimesSay(String yaml) {
    int side = 32;
    float[] slope = new float[side * side];
    for (int i = 0; i < slope.length; i++) {
      slope[i] = i % side + 10 * (i / side);
    }
    ScanPath path = RecipeKinds.read(yaml, "path", ScanPath.class);
    Timing timing = new Timing(1e-5, 2e-5);
    Drift drift = new Drift(40, -25);
    float[] values = scan(new ProbeScan(path, List.of(drift), List.of(), timing), of(side, slope));
    double[] sums = new double[side * side];
    double[] weights = new double[side * side];
    Visits visits = Visits.of(path, side, side, timing);
    for (int i = 0; i < visits.count(); i++) {
      int pixel = visits.pixels()[i];
      if (pixel >= 0) {
        double time = visits.times()[i];
        double x = Math.max(0, Math.min(side - 1, pixel % side + 40 * time));
        double y = Math.max(0, Math.min(side - 1, pixel / side - 25 * time));
        double weight = path.drawing() == Drawing.LINES ? 1 : visits.durations()[i];
        sums[pixel] += weight * (x + 10 * y);
        weights[pixel] += weight;
      }
    }
    int[] selected = path.mask(side, side).selected();
    double range = 11.0 * (side - 1);
    for (int k = 0; k < values.length; k++) {
      int pixel = selected[k];
      double seen = weights[pixel] > 0 ? sums[pixel] / weights[pixel] : slope[pixel];
      assertEquals(seen / range, values[k], 1e-5);
    }
  }

  private static Example of(int side, float[] truth) {
    return Example.raw(Examples.KEY, side, side, truth);
  }

  /** The spiral's weights are smoothed: a pixel sees what its neighbours' visits see of it. */
  @Test
  void aSmoothedPathIsSampledWithItsKernel() {
    Example ramp = of(16, new float[256]);
    for (int i = 0; i < 256; i++) {
      ramp.truth()[i] = i % 16;
    }
    ProbeScan still = new ProbeScan(new Spiral(0.2), List.of(new Drift(1e-9, 0)), List.of(), null);
    int[] selected = new Spiral(0.2).mask(16, 16).selected();
    float[] values = scan(still, ramp);
    for (int k = 0; k < values.length; k++) {
      assertEquals(selected[k] % 16 / 15f, values[k], 1e-6);
    }
  }

  /** Two frames see a pixel with the dose of both: half the variance of one. */
  @Test
  void framesAddTheirDoses() {
    Example example = Examples.noise(64, 64, 8);
    float[] signal = scan(new ProbeScan(ALL, List.of(), List.of()), example);
    double[] variance = new double[2];
    List<ScanPath> paths = List.of(new Rows(1), new Frames(2, 1));
    for (int i = 0; i < 2; i++) {
      List<Noise> noise = List.of(new PoissonNoise(30));
      float[] noisy = scan(new ProbeScan(paths.get(i), List.of(), noise), example);
      for (int k = 0; k < noisy.length; k++) {
        variance[i] += (noisy[k] - signal[k]) * (noisy[k] - signal[k]);
      }
    }
    assertEquals(2, variance[0] / variance[1], 0.15);
  }

  @Test
  void whatCannotActIsRefused() {
    List<Noise> noise = List.of(new Detector(1, 0, 8, 1), new GaussianNoise(0.1));
    assertEquals(
        "noise: detector must be the last of the list",
        refusal(() -> new ProbeScan(ALL, List.of(), noise)));
    assertEquals(
        "timing: Timing[dwell=1.0E-6, flyback=0.0] must be left out, as no distortion acts in time"
            + " and no noise has a beam current",
        refusal(() -> new ProbeScan(ALL, List.of(), List.of(), new Timing(1e-6, 0))));
    ProbeScan large = new ProbeScan(ALL, List.of(new Drift(1, 0)), List.of());
    assertEquals(
        "path: uniform-grid has more than 4194304 dwells on 2049×2049 pixels; take smaller crops,"
            + " or no distortion in time",
        refusal(() -> scan(large, of(2049, new float[2049 * 2049]))));
  }

  private static String refusal(Executable made) {
    return String.valueOf(assertThrows(SettingMistake.class, made).getMessage());
  }

  @Test
  void onlyThePathIsMeasured() {
    Example example = Examples.noise(64, 64, 1);
    Example scanned =
        new ProbeScan(new Rows(0.25), List.of(), List.of()).apply(example, Examples.random());
    assertEquals(16 * 64, scanned.scan().orElseThrow().values().length);
  }
}
