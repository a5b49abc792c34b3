package alrc.stem.scan.path;

import alrc.settings.Limits;

/** The checks that paths with a coverage share. */
final class Coverage {
  /** Less than one pixel of 1000 × 1000. */
  private static final double LEAST = 1e-6;

  private Coverage() {}

  static void check(double coverage, double most) {
    String end = most == 1 ? "1" : Double.toString(most);
    Limits.require(
        coverage >= LEAST && coverage <= most,
        "coverage",
        coverage,
        "must be in [1e-6, " + end + "]");
  }

  /**
   * Refuses a setting other than its preset where it changes no path.
   *
   * @param acts whether the setting can change the path
   * @param isPreset whether the setting has its preset
   * @param why it cannot, for example {@code as every pixel is scanned}
   */
  static void checkActs(boolean acts, boolean isPreset, String name, Object value, String why) {
    Limits.require(acts || isPreset, name, value, "must be left out, " + why);
  }

  /** Returns how many of some things a coverage asks for; at least one. */
  static int of(int all, double coverage) {
    return (int) Math.max(1, StrictMath.round(coverage * all));
  }

  /** Returns row {@code i} of {@code count} rows that are spread evenly over {@code height}. */
  static int row(int i, int count, int height) {
    return (int) ((2L * i + 1) * height / (2L * count));
  }
}
