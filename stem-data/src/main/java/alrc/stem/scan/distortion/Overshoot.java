package alrc.stem.scan.distortion;

import alrc.settings.Limits;
import alrc.settings.Preset;
import alrc.stem.scan.AxisRandom;
import alrc.stem.scan.Displacements;
import alrc.stem.scan.TimeDistortion;
import alrc.stem.scan.Visits;

/**
 * After a flyback the probe is too far and settles: where the flyback has jumped by (u, v) pixels,
 * s seconds after its end the probe is displaced by fraction·(u, v)·exp(−s/τ)·cos(2π·ringing·s),
 * the response of a damped second-order circuit. A path without flybacks is not displaced.
 * (Overshoot of scan coils: Sang et al., Advanced Structural and Chemical Imaging 2, 6, 2016, doi
 * 10.1186/s40679-016-0020-3; the formula is our choice.)
 *
 * @param fraction of the jump, in [-1, 1]
 * @param settling τ, in seconds
 * @param ringing frequency in Hz; 0 for none
 */
public record Overshoot(double fraction, double settling, @Preset("0.0") double ringing)
    implements TimeDistortion {
  /** Checks the numbers. */
  public Overshoot {
    Limits.require(fraction >= -1 && fraction <= 1, "fraction", fraction, "must be in [-1, 1]");
    Limits.require(
        settling >= 1e-9 && settling <= 10, "settling", settling, "must be in [1e-9, 10] s");
    Limits.require(ringing >= 0 && ringing <= 1e7, "ringing", ringing, "must be in [0, 1e7] Hz");
  }

  @Override
  public String kind() {
    return "overshoot";
  }

  @Override
  public void displace(Displacements displaced, Visits visits, AxisRandom random) {
    double across = 0;
    double down = 0;
    double start = 0;
    for (int i = 1; i < visits.count(); i++) {
      double time = visits.times()[i];
      if (visits.starts(i)) {
        across = fraction * (visits.x()[i] - visits.x()[i - 1]);
        down = fraction * (visits.y()[i] - visits.y()[i - 1]);
        start = time - visits.durations()[i] / 2;
      }
      if (across != 0 || down != 0) {
        double since = time - start;
        double left = StrictMath.exp(-since / settling);
        if (ringing > 0) {
          left *= StrictMath.cos(2 * StrictMath.PI * ringing * since);
        }
        displaced.x()[i] += (float) (across * left);
        displaced.y()[i] += (float) (down * left);
      }
    }
  }
}
