package alrc.settings;

/**
 * A setting whose value breaks its rule. The message is {@code name: value must …}, or {@code
 * file:line: path: value must …} where the setting was read from a file.
 */
public final class SettingMistake extends UserMistake {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final String problem;
  private final String rule;

  /**
   * States what is wrong with a setting.
   *
   * @param name of the setting as users write it, for example {@code coverage}
   * @param value as given
   * @param rule that the value breaks, for example {@code must be in (0, 1]}
   */
  public SettingMistake(String name, Object value, String rule) {
    this(name, value + " " + rule, rule, name + ": " + value + " " + rule);
  }

  private SettingMistake(String name, String problem, String rule, String message) {
    super(message);
    this.name = name;
    this.problem = problem;
    this.rule = rule;
  }

  static SettingMistake at(Place place, String problem) {
    String field = place.path().isEmpty() ? "" : " " + place.path() + ":";
    String message = place.file() + ":" + place.line() + ":" + field + " " + problem;
    return new SettingMistake(place.path(), problem, problem, message);
  }

  /** The same mistake of a setting inside a section. */
  public SettingMistake inside(String section) {
    String path = section + "." + name;
    return new SettingMistake(path, problem, rule, path + ": " + problem);
  }

  /** The name of the setting, or its path in a file. */
  public String name() {
    return name;
  }

  /** The rule that the value breaks, such as {@code must be in (0, 1]}. */
  public String rule() {
    return rule;
  }

  /** The value and the rule that it breaks. */
  public String problem() {
    return problem;
  }
}
