package alrc.stem.scan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.image.SeededGenerator;
import alrc.stem.scan.distortion.CoilLag;
import alrc.stem.scan.distortion.Drift;
import alrc.stem.scan.distortion.MainsHum;
import alrc.stem.scan.distortion.Overshoot;
import alrc.stem.scan.distortion.ScanJitter;
import alrc.stem.scan.path.Rows;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Distortions in time against their formulas: a wrong sign, unit or spectrum fails here. */
class TimeDistortionTest {
  private static final int HEIGHT = 40;
  private static final int WIDTH = 50;
  private static final Timing TIMING = new Timing(2e-5, 1e-4);
  private static final Visits RASTER = Visits.of(new Rows(1), HEIGHT, WIDTH, TIMING);

  private static Displacements of(TimeDistortion distortion, Visits visits, String seed) {
    Displacements displaced = Displacements.none(visits);
    distortion.displace(displaced, visits, AxisRandom.from(SeededGenerator.of(seed)));
    return displaced;
  }

  /** The middle of a dwell, as the timing says. */
  private static double time(int row, int col) {
    return row * (WIDTH * TIMING.dwell() + TIMING.flyback()) + (col + 0.5) * TIMING.dwell();
  }

  @Test
  void driftIsVelocityTimesTime() {
    Displacements drift = of(new Drift(30, -7), RASTER, "");
    for (int i = 0; i < RASTER.count(); i++) {
      assertEquals(30 * time(i / WIDTH, i % WIDTH), drift.x()[i], 1e-6);
      assertEquals(-7 * time(i / WIDTH, i % WIDTH), drift.y()[i], 1e-6);
    }
  }

  @Test
  void overshootContinuesTheJumpAndDecaysWithItsTimeConstant() {
    Displacements plain = of(new Overshoot(0.02, 1e-4, 0), RASTER, "");
    Displacements rings = of(new Overshoot(0.02, 1e-4, 2000), RASTER, "");
    for (int i = 0; i < RASTER.count(); i++) {
      double since = (i % WIDTH + 0.5) * TIMING.dwell();
      double left = i < WIDTH ? 0 : Math.exp(-since / 1e-4);
      assertEquals(0.02 * -(WIDTH - 1) * left, plain.x()[i], 1e-6, "to the left, as the flyback");
      assertEquals(0.02 * left, plain.y()[i], 1e-6);
      double ringing = left * Math.cos(2 * Math.PI * 2000 * since);
      assertEquals(0.02 * -(WIDTH - 1) * ringing, rings.x()[i], 1e-5);
    }
  }

  /** At constant speed v the lag is v·τ; after a flyback it has decayed by exp(−flyback / τ). */
  @Test
  void coilsLagBySpeedTimesDelay() {
    double delay = 7e-5;
    Displacements lag = of(new CoilLag(delay), RASTER, "");
    for (int row = 0; row < HEIGHT; row++) {
      double end = lag.x()[row * WIDTH + WIDTH - 1];
      assertEquals(-delay / TIMING.dwell(), end, 1e-4, "columns at the end of a row");
    }
    double decayed = Math.exp(-TIMING.flyback() / delay);
    double mean = delay / TIMING.dwell() * (1 - Math.exp(-TIMING.dwell() / delay));
    assertEquals(-decayed * mean, lag.y()[WIDTH], 1e-6, "one row behind as the flyback begins");
  }

  /** The same circuit, integrated in small steps of Euler's method. */
  @Test
  void theLagIsThatOfAFirstOrderCircuit() {
    double delay = 7e-5;
    Displacements lag = of(new CoilLag(delay), RASTER, "");
    double step = 1e-8;
    double probe = RASTER.x()[0];
    for (int i = 0; i < 3 * WIDTH; i++) {
      double place = RASTER.x()[i];
      if (i > 0 && RASTER.starts(i)) {
        for (int k = 0; k < TIMING.flyback() / step; k++) {
          probe += step / delay * (place - probe);
        }
      }
      double sum = 0;
      int steps = (int) Math.round(TIMING.dwell() / step);
      for (int k = 0; k < steps; k++) {
        probe += step / delay * (place - probe);
        sum += probe - place;
      }
      assertEquals(sum / steps, lag.x()[i], 0.01);
    }
  }

  @Test
  void humIsASineOfTheMainsAndItsHarmonics() {
    Visits slow = Visits.of(new Rows(1), 100, 100, new Timing(1e-4, 0));
    Displacements hum = of(new MainsHum(2, 50, List.of(0.5)), slow, "a");
    assertEquals(2, amplitude(hum.x(), slow.times(), 50), 0.01);
    assertEquals(1, amplitude(hum.x(), slow.times(), 100), 0.01);
    assertEquals(0, amplitude(hum.x(), slow.times(), 150), 0.01);
    assertEquals(2, amplitude(hum.y(), slow.times(), 50), 0.01);
    assertTrue(Math.abs(correlation(hum.x(), hum.y())) < 0.99, "x and y have their own phases");
  }

  /** Slow oscillations are interpolated in time, fast ones are not; both are the same sine. */
  @Test
  void interpolationInTimeIsExactToAThousandth() {
    Visits fine = Visits.of(new Rows(1), 64, 64, new Timing(1e-6, 3e-6));
    Displacements slow = of(new MainsHum(1, 4000, List.of()), fine, "a");
    Displacements exact = of(new MainsHum(1, 4000, List.of(0.0, 0.0, 0.0, 0.0)), fine, "a");
    for (int i = 0; i < fine.count(); i++) {
      assertEquals(exact.x()[i], slow.x()[i], 1e-3, "harmonics of 20 kHz need every time");
    }
    assertEquals(1, amplitude(exact.x(), fine.times(), 4000), 0.05);
  }

  /** Equal power in each octave is a spectrum of 1/f: amplitudes fall with f^−½. */
  @Test
  void jitterHasItsDeviationAndASlopeOfMinusOneHalf() {
    Visits visits = Visits.of(new Rows(1), 64, 64, new Timing(1e-4, 0));
    double low = 20;
    double high = 640;
    double[] octaves = new double[5];
    double square = 0;
    int seeds = 40;
    for (int seed = 0; seed < seeds; seed++) {
      float[] x = of(new ScanJitter(3, low, high), visits, "s" + seed).x();
      for (float value : x) {
        square += value * value / (double) x.length / seeds;
      }
      double duration = 64 * 64 * 1e-4;
      for (int octave = 0; octave < octaves.length; octave++) {
        double from = low * (1 << octave);
        for (double f = from; f < 2 * from; f += 1 / duration) {
          octaves[octave] += Math.pow(amplitude(x, visits.times(), f), 2) / 2 / seeds;
        }
      }
      assertEquals(0, amplitude(x, visits.times(), 2000), 0.05, "nothing outside the band");
    }
    assertEquals(9, square, 0.5);
    for (double power : octaves) {
      assertEquals(9.0 / octaves.length, power, 0.25);
    }
  }

  @Test
  void theAxesAreIndependentAndTheSeedDecides() {
    ScanJitter jitter = new ScanJitter(1, 50, 5000);
    double sum = 0;
    for (int seed = 0; seed < 20; seed++) {
      Displacements both = of(jitter, RASTER, "s" + seed);
      sum += Math.abs(correlation(both.x(), both.y())) / 20;
    }
    assertTrue(sum < 0.5, "mean |correlation| " + sum);
    assertArrayEquals(of(jitter, RASTER, "a").x(), of(jitter, RASTER, "a").x());
    assertTrue(correlation(of(jitter, RASTER, "a").x(), of(jitter, RASTER, "b").x()) < 0.9);
  }

  private static double amplitude(float[] values, double[] times, double frequency) {
    double sin = 0;
    double cos = 0;
    for (int i = 0; i < values.length; i++) {
      sin += values[i] * Math.sin(2 * Math.PI * frequency * times[i]);
      cos += values[i] * Math.cos(2 * Math.PI * frequency * times[i]);
    }
    return 2 * Math.hypot(sin, cos) / values.length;
  }

  private static double correlation(float[] one, float[] two) {
    double product = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * two[i];
      first += one[i] * one[i];
      second += two[i] * two[i];
    }
    return product / Math.sqrt(first * second);
  }
}
