package alrc.settings;

/** Checks of settings at construction: each failure names the setting, its value and the rule. */
public final class Limits {
  private Limits() {}

  /**
   * Refuses a value that breaks a rule.
   *
   * @param kept whether the value keeps the rule
   * @param rule how the sentence "name: value …" goes on, for example "must be > 0"
   */
  public static void require(boolean kept, String name, Object value, String rule) {
    if (!kept) {
      throw new SettingMistake(name, value, rule);
    }
  }

  /** Returns {@code value} if it is finite and greater than zero. */
  public static double positive(String name, double value) {
    require(value > 0 && Double.isFinite(value), name, value, "must be a finite number > 0");
    return value;
  }

  /** Returns {@code value} if it is finite and not negative. */
  public static double notNegative(String name, double value) {
    require(value >= 0 && Double.isFinite(value), name, value, "must be a finite number >= 0");
    return value;
  }

  /** Returns {@code value} if it is finite. */
  public static double finite(String name, double value) {
    require(Double.isFinite(value), name, value, "must be a finite number");
    return value;
  }

  /** Returns {@code value} if it is at least {@code least}. */
  public static long atLeast(String name, long value, long least) {
    require(value >= least, name, value, "must be >= " + least);
    return value;
  }

  /** Returns {@code value} if it is a decay of a running mean, in [0, 1). */
  public static double decay(String name, double value) {
    require(value >= 0 && value < 1, name, value, "must be in [0, 1)");
    return value;
  }
}
