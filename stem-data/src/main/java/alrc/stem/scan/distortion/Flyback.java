package alrc.stem.scan.distortion;

import alrc.settings.SettingMistake;
import alrc.stem.scan.RowDistortion;
import alrc.stem.scan.ScanMask;
import java.util.random.RandomGenerator;

/**
 * After its flyback the probe settles exponentially: in column c it is a·exp(−c/τ) columns to the
 * right of its pixel, so that the start of every row looks compressed (the lag of scan coils behind
 * their control signal: Sang et al., "Dynamic scan control in STEM: spiral scans", Advanced
 * Structural and Chemical Imaging 2, 6, 2016, doi 10.1186/s40679-016-0020-3; that it is one
 * exponential, the response of a first-order circuit, is our choice).
 *
 * @param amplitude a, in pixels
 * @param settling τ: columns in which the displacement falls to 1/e, over 0
 */
public record Flyback(double amplitude, double settling) implements RowDistortion {
  /** Checks both. */
  public Flyback {
    if (!(amplitude >= -1000 && amplitude <= 1000)) {
      throw new SettingMistake("amplitude", amplitude, "must be in [-1000, 1000] pixels");
    }
    if (!(settling > 0 && Double.isFinite(settling))) {
      throw new SettingMistake("settling", settling, "must be over 0 columns");
    }
  }

  @Override
  public String kind() {
    return "flyback";
  }

  @Override
  public void displace(float[] right, ScanMask mask, RandomGenerator random) {
    float[] shifts = new float[mask.width()];
    for (int col = 0; col < shifts.length; col++) {
      shifts[col] = (float) (amplitude * StrictMath.exp(-col / settling));
    }
    int[] selected = mask.selected();
    for (int k = 0; k < selected.length; k++) {
      right[k] += shifts[selected[k] % mask.width()];
    }
  }
}
