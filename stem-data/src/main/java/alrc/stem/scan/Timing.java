package alrc.stem.scan;

import alrc.settings.Limits;
import alrc.settings.Preset;

/**
 * The clock of a scan. (30 µs is the default flyback of Nion Swift's scan, {@code flyback_time_us}
 * of nionswift-instrumentation.)
 *
 * @param dwell seconds that the probe spends on a pixel
 * @param flyback seconds from the end of a line to the start of the next; the pixels in between are
 *     not recorded
 */
public record Timing(@Preset("1.0e-5") double dwell, @Preset("3.0e-5") double flyback) {
  /** Where nothing is said. */
  public static final Timing DEFAULT = new Timing(1e-5, 3e-5);

  /** Checks both. */
  public Timing {
    Limits.require(dwell >= 1e-9 && dwell <= 10, "dwell", dwell, "must be in [1e-9, 10] s");
    Limits.require(flyback >= 0 && flyback <= 10, "flyback", flyback, "must be in [0, 10] s");
  }
}
