package alrc.stem.scan.path;

import alrc.settings.Preset;
import alrc.settings.Range;
import alrc.settings.SettingMistake;
import alrc.stem.scan.Probe;
import alrc.stem.scan.ScanPath;

/**
 * Rows in k fields: first rows 0, k, 2k, …, then rows 1, k + 1, …, and so on, as in interlaced
 * video (in STEM: {@code interlace} of {@code distort_image.py} in TCD STEM-deinterlacing, which
 * scans one field of two). Coverage is exact.
 *
 * @param fields k
 * @param scanned how many of the fields are scanned; all of them, unless given
 */
public record Interlaced(
    @Preset("2") @Range(least = 2, most = 1024) int fields, @Preset("=fields") int scanned)
    implements ScanPath {
  /** Checks the number of scanned fields. */
  public Interlaced {
    if (scanned < 1 || scanned > fields) {
      throw new SettingMistake("scanned", scanned, "must be in [1, fields]");
    }
  }

  @Override
  public String kind() {
    return "interlaced";
  }

  @Override
  public double nominalCoverage(int height, int width) {
    return (double) scanned / fields;
  }

  @Override
  public double tolerance(int height, int width) {
    return (double) scanned / height;
  }

  @Override
  public void trace(Probe probe) {
    if (fields > probe.height()) {
      throw new SettingMistake("fields", fields, "must be at most the rows of the image");
    }
    for (int field = 0; field < scanned; field++) {
      for (int row = field; row < probe.height(); row += fields) {
        for (int col = 0; col < probe.width(); col++) {
          probe.dwellIn(row, col);
        }
        probe.flyback();
      }
    }
  }
}
