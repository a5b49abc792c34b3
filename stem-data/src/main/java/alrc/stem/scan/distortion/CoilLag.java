package alrc.stem.scan.distortion;

import alrc.settings.Limits;
import alrc.stem.scan.AxisRandom;
import alrc.stem.scan.Displacements;
import alrc.stem.scan.TimeDistortion;
import alrc.stem.scan.Visits;

/**
 * Scan coils that lag behind their signal, the response of a first-order circuit: the probe p
 * follows the intended place c by τ·dp/dt = c − p. c steps from dwell to dwell, and to the start of
 * the next line when a flyback begins; a visit sees the mean place of its time. On a line of v
 * pixels per second the lag becomes v·τ. (Lag of scan coils: Sang et al., Advanced Structural and
 * Chemical Imaging 2, 6, 2016, doi 10.1186/s40679-016-0020-3.)
 *
 * @param delay τ, in seconds
 */
public record CoilLag(double delay) implements TimeDistortion {
  /** Checks the delay. */
  public CoilLag {
    Limits.require(delay >= 1e-9 && delay <= 10, "delay", delay, "must be in [1e-9, 10] s");
  }

  @Override
  public String kind() {
    return "coil-lag";
  }

  @Override
  public void displace(Displacements displaced, Visits visits, AxisRandom random) {
    follow(displaced.x(), visits.x(), visits);
    follow(displaced.y(), visits.y(), visits);
  }

  private void follow(float[] displaced, float[] intended, Visits visits) {
    double behind = 0; // p − c
    double end = 0;
    float lastDuration = Float.NaN;
    double left = 1;
    double mean = 1;
    for (int i = 0; i < intended.length; i++) {
      float duration = visits.durations()[i];
      double start = visits.times()[i] - duration / 2.0;
      if (i > 0) {
        behind += (double) intended[i - 1] - intended[i];
        double gap = start - end;
        behind *= gap > 1e-3 * duration ? StrictMath.exp(-gap / delay) : 1;
      }
      if (duration != lastDuration) {
        lastDuration = duration;
        left = StrictMath.exp(-duration / delay);
        mean = duration > 0 ? (1 - left) * delay / duration : 1;
      }
      displaced[i] += (float) (behind * mean);
      behind *= left;
      end = start + duration;
    }
  }
}
