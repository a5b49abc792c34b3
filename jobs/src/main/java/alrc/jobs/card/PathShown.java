package alrc.jobs.card;

import alrc.stem.scan.ScanMask;
import java.io.IOException;
import java.util.Locale;

/**
 * A scan path as the card shows it.
 *
 * @param picture of its weights, as a data URI
 * @param mask the path and what it covers
 */
record PathShown(String picture, ScanMask mask) {
  static PathShown of(ScanMask mask) throws IOException {
    return new PathShown(Montage.dataUri(Pictured.of(mask)), mask);
  }

  /** Returns a fraction in percent. */
  static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
  }
}
