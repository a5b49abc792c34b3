package alrc.jobs.cli.option;

import java.util.Locale;

/** Amounts in words. */
public final class Amount {
  private Amount() {}

  /** Such as 45 s, 12 min, 3.4 h or 5.2 days. */
  public static String ofTime(double seconds) {
    if (seconds < 90) {
      return String.format(Locale.ROOT, "%.0f s", seconds);
    }
    if (seconds < 90 * 60) {
      return String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }
    return seconds < 48 * 3600
        ? String.format(Locale.ROOT, "%.1f h", seconds / 3600)
        : String.format(Locale.ROOT, "%.1f days", seconds / 86_400);
  }
}
