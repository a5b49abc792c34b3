package alrc.stem.scan.distortion;

import alrc.settings.SettingMistake;
import alrc.stem.scan.Normal;
import alrc.stem.scan.RowDistortion;
import alrc.stem.scan.ScanMask;
import java.util.random.RandomGenerator;

/**
 * Every row is displaced as a whole, by a normal variable of its own: low-frequency scan noise
 * (Jones &amp; Nellist, "Identifying and Correcting Scan Noise and Drift in the Scanning
 * Transmission Electron Microscope", Microscopy and Microanalysis 19, 1050–1060, 2013, doi
 * 10.1017/S1431927613001402; a normal distribution is our choice).
 *
 * @param deviation standard deviation, in pixels
 */
public record LineJitter(double deviation) implements RowDistortion {
  /** Checks the deviation. */
  public LineJitter {
    if (!(deviation >= 0 && deviation <= 1000)) {
      throw new SettingMistake("deviation", deviation, "must be in [0, 1000] pixels");
    }
  }

  @Override
  public String kind() {
    return "line-jitter";
  }

  @Override
  public void displace(float[] right, ScanMask mask, RandomGenerator random) {
    float[] shifts = new float[mask.height()];
    for (int row = 0; row < shifts.length; row++) {
      shifts[row] = (float) (deviation * Normal.draw(random));
    }
    int[] selected = mask.selected();
    for (int k = 0; k < selected.length; k++) {
      right[k] += shifts[selected[k] / mask.width()];
    }
  }
}
