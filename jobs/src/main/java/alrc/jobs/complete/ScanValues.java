package alrc.jobs.complete;

import alrc.settings.SettingMistake;
import alrc.stem.baseline.ScanScale;
import alrc.stem.dataset.Reject;
import alrc.stem.scan.Scan;
import alrc.stem.scan.ScanMask;
import alrc.stem.transform.ExampleKey;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the pixels of raw scans are. */
public enum ScanValues {
  /**
   * Values of a detector, in any unit. Those on the path are rescaled from their range to x on [−1,
   * 1] (a constant scan to 0). The network gets v = (m·x + 1) / (1 + max m·x), m being the mask's
   * weight: what {@code prepare} makes of a truth x where there is no noise.
   */
  MEASURED {
    @Override
    PartialExample example(ExampleKey key, float[] stored, ScanMask mask) {
      int[] selected = mask.selected();
      float low = Float.POSITIVE_INFINITY;
      float high = Float.NEGATIVE_INFINITY;
      for (int pixel : selected) {
        check(key, stored, pixel, mask);
        low = Math.min(low, stored[pixel]);
        high = Math.max(high, stored[pixel]);
      }
      float[] x = new float[selected.length];
      double range = (double) high - low;
      double largest = -1;
      for (int k = 0; k < x.length; k++) {
        x[k] = range > 0 ? (float) (2 * (((double) stored[selected[k]] - low) / range) - 1) : 0;
        largest = Math.max(largest, (double) x[k] * mask.selectedWeights()[k]);
      }
      float[] given = new float[x.length];
      float[] plain = new float[x.length];
      for (int k = 0; k < x.length; k++) {
        given[k] = (float) (((double) x[k] * mask.selectedWeights()[k] + 1) / (1 + largest));
        plain[k] = (x[k] + 1) / 2;
      }
      PartialExample.Measured measured =
          new PartialExample.Measured(
              new Scan(mask, plain), ScanScale.PROBE_SCAN, (double) low, (double) high);
      return new PartialExample(key.id(), key, measured, mask.spread(given), null);
    }
  },

  /** Scans as {@code prepare} stores them, from 0 to 1: they are used as they are. */
  PREPARED {
    @Override
    PartialExample example(ExampleKey key, float[] stored, ScanMask mask) {
      int[] selected = mask.selected();
      float[] values = new float[selected.length];
      for (int k = 0; k < values.length; k++) {
        check(key, stored, selected[k], mask);
        values[k] = stored[selected[k]];
        if (values[k] < 0 || values[k] > 1) {
          String place = Values.place(values[k], selected[k], mask.width());
          throw unusable(key, "out-of-range", place + ": must be in [0, 1]");
        }
      }
      Scan scan = new Scan(mask, values);
      PartialExample.Measured measured =
          new PartialExample.Measured(scan, ScanScale.PARTIAL_SCAN, null, null);
      return new PartialExample(key.id(), key, measured, scan.spread(), null);
    }
  };

  /** Makes an example of stored pixels, {@code height × width}; those off the path are not used. */
  abstract PartialExample example(ExampleKey key, float[] stored, ScanMask mask);

  /** The name on the command line. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The values of a name. */
  public static ScanValues parse(String label) {
    for (ScanValues values : values()) {
      if (values.label().equals(label)) {
        return values;
      }
    }
    throw new SettingMistake("scan-values", label, "must be measured or prepared");
  }

  private static void check(ExampleKey key, float[] stored, int pixel, ScanMask mask) {
    if (!Float.isFinite(stored[pixel])) {
      String place = Values.place(stored[pixel], pixel, mask.width());
      throw unusable(key, "not-finite", place + ", which is on the path, must be finite");
    }
  }

  private static UnusableScanException unusable(ExampleKey key, String reason, String detail) {
    return new UnusableScanException(
        new Reject(key.source(), key.image(), key.frame(), null, null, "scan", reason, detail));
  }
}
