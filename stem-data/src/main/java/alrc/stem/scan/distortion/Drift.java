package alrc.stem.scan.distortion;

import alrc.settings.Limits;
import alrc.settings.Preset;
import alrc.settings.SettingMistake;
import alrc.stem.scan.AxisRandom;
import alrc.stem.scan.Displacements;
import alrc.stem.scan.TimeDistortion;
import alrc.stem.scan.Visits;

/**
 * Drift of the specimen at a constant velocity: at the time t the probe is displaced by (x, y)·t on
 * the specimen (Jones &amp; Nellist, Microscopy and Microanalysis 19, 1050–1060, 2013, doi
 * 10.1017/S1431927613001402; {@code drift_vec} of {@code distort_image.py} in TCD
 * STEM-deinterlacing).
 *
 * @param x pixels per second to the right
 * @param y pixels per second down
 */
public record Drift(@Preset("0.0") double x, @Preset("0.0") double y) implements TimeDistortion {
  private static final double MOST = 1e6;

  /** Checks both. */
  public Drift {
    Limits.require(Math.abs(x) <= MOST, "x", x, "must be in [-1e6, 1e6] pixels per second");
    Limits.require(Math.abs(y) <= MOST, "y", y, "must be in [-1e6, 1e6] pixels per second");
    if (x == 0 && y == 0) {
      throw new SettingMistake("drift", "x and y are 0", "must be given: one of them at least");
    }
  }

  @Override
  public String kind() {
    return "drift";
  }

  @Override
  public void displace(Displacements displaced, Visits visits, AxisRandom random) {
    double[] times = visits.times();
    for (int i = 0; i < times.length; i++) {
      displaced.x()[i] += (float) (x * times[i]);
      displaced.y()[i] += (float) (y * times[i]);
    }
  }
}
