package alrc.stem.scan;

import alrc.settings.RecordJson;
import alrc.settings.SettingMistake;

/** The checks that paths with a coverage share. */
final class Coverage {
  private Coverage() {}

  static void check(double coverage, double most) {
    if (!(coverage > 0 && coverage <= most)) {
      String end = most == 1 ? "1" : Double.toString(most);
      throw new SettingMistake("coverage", coverage, "must be in (0, " + end + "]");
    }
  }

  /** Returns how many of some things a coverage asks for; at least one. */
  static int of(int all, double coverage) {
    return (int) Math.max(1, StrictMath.round(coverage * all));
  }

  static ScanMask mask(int height, int width, float[] weights, double nominal, ScanPath path) {
    String json = RecordJson.canonical(RecordJson.kindTree(path.kind(), (Record) path));
    return new ScanMask(height, width, weights, nominal, json);
  }
}
