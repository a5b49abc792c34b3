package alrc.stem.scan.distortion;

import alrc.settings.Limits;
import alrc.settings.Preset;
import alrc.stem.scan.AxisRandom;
import alrc.stem.scan.Displacements;
import alrc.stem.scan.TimeDistortion;
import alrc.stem.scan.Visits;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Hum of the mains: on each axis a·sin(2πft + φ₁) and its harmonics, hₖ·a·sin(2πkft + φₖ) for k =
 * 2, 3, …, with random phases that differ between the axes (stray fields of the mains: Muller et
 * al., "Room design for high-performance electron microscopy", Ultramicroscopy 106, 1033–1040,
 * 2006, doi 10.1016/j.ultramic.2006.04.017).
 *
 * @param amplitude a, in pixels
 * @param frequency f of the mains, in Hz: 50, or 60 in the Americas
 * @param harmonics h₂, h₃, …: amplitudes relative to a; at most 20
 */
public record MainsHum(
    double amplitude, @Preset("50.0") double frequency, @Preset("[]") List<Double> harmonics)
    implements TimeDistortion {
  private static final int MOST = 20;

  /** Checks the numbers. */
  public MainsHum {
    harmonics = List.copyOf(harmonics);
    Limits.require(
        amplitude >= 0 && amplitude <= 1000, "amplitude", amplitude, "must be in [0, 1000] pixels");
    Limits.require(
        frequency >= 1 && frequency <= 1e5, "frequency", frequency, "must be in [1, 1e5] Hz");
    Limits.require(
        harmonics.size() <= MOST, "harmonics", harmonics, "must be at most " + MOST + " numbers");
    for (double relative : harmonics) {
      Limits.require(
          relative >= 0 && relative <= 100, "harmonics", relative, "must be in [0, 100]");
    }
  }

  @Override
  public String kind() {
    return "mains-hum";
  }

  @Override
  public void displace(Displacements displaced, Visits visits, AxisRandom random) {
    along(displaced.x(), visits.times(), random.x());
    along(displaced.y(), visits.times(), random.y());
  }

  private void along(float[] displaced, double[] times, RandomGenerator random) {
    Oscillation[] all = new Oscillation[harmonics.size() + 1];
    for (int k = 1; k <= all.length; k++) {
      double height = k == 1 ? amplitude : amplitude * harmonics.get(k - 2);
      all[k - 1] = new Oscillation(k * frequency, height, random.nextDouble());
    }
    Oscillation.add(all, displaced, times);
  }
}
