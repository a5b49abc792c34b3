package alrc.stem.scan.distortion;

import alrc.settings.Limits;
import alrc.settings.Preset;
import alrc.stem.scan.AxisRandom;
import alrc.stem.scan.Displacements;
import alrc.stem.scan.TimeDistortion;
import alrc.stem.scan.Visits;
import java.util.random.RandomGenerator;

/**
 * Jitter of the probe with a 1/f spectrum in a band of frequencies: amplitudes are proportional to
 * f^−½ at an even density of frequencies, as in {@code noise.py} of abTEM (Madsen &amp; Susi, "The
 * abTEM code", Open Research Europe 1, 24, 2021, doi 10.12688/openreseurope.13015.1).
 *
 * <p>The band is split into 64 pieces of equal ratio, which have equal power in a 1/f spectrum;
 * each has one sine, of random frequency in its piece and random phase, of the amplitude
 * √(2/64)·deviation. So the root mean square is the deviation on each axis. x and y are drawn from
 * different generators; those of abTEM are equal where a seed is given.
 *
 * @param deviation root mean square on each axis, in pixels
 * @param low end of the band, in Hz
 * @param high end of the band, in Hz
 */
public record ScanJitter(double deviation, @Preset("1.0") double low, @Preset("1000.0") double high)
    implements TimeDistortion {
  private static final int SINES = 64;

  /** Checks the numbers. */
  public ScanJitter {
    Limits.require(
        deviation >= 0 && deviation <= 1000, "deviation", deviation, "must be in [0, 1000] pixels");
    Limits.require(low >= 1e-3 && low <= 1e6, "low", low, "must be in [1e-3, 1e6] Hz");
    Limits.require(high > low && high <= 1e6, "high", high, "must be over low, to 1e6 Hz");
  }

  @Override
  public String kind() {
    return "scan-jitter";
  }

  @Override
  public void displace(Displacements displaced, Visits visits, AxisRandom random) {
    along(displaced.x(), visits.times(), random.x());
    along(displaced.y(), visits.times(), random.y());
  }

  private void along(float[] displaced, double[] times, RandomGenerator random) {
    double ratio = StrictMath.log(high / low) / SINES;
    double amplitude = deviation * StrictMath.sqrt(2.0 / SINES);
    Oscillation[] sines = new Oscillation[SINES];
    for (int i = 0; i < SINES; i++) {
      double frequency = low * StrictMath.exp(ratio * (i + random.nextDouble()));
      sines[i] = new Oscillation(frequency, amplitude, random.nextDouble());
    }
    Oscillation.add(sines, displaced, times);
  }
}
