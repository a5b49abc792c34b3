package alrc.stem.codec;

/** A setting that the user gave and that cannot be used: one line with name, value and rule. */
public final class InvalidSettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final String problem;

  /**
   * States what is wrong.
   *
   * @param name of the setting, for example {@code coverage}
   * @param value as given
   * @param rule that the value breaks, for example {@code must be in (0, 1]}
   */
  public InvalidSettingException(String name, Object value, String rule) {
    this(name, value + ": " + rule, name + " " + value + ": " + rule);
  }

  private InvalidSettingException(String name, String problem, String message) {
    super(message);
    this.name = name;
    this.problem = problem;
  }

  /** States what is wrong at a place of a file. */
  static InvalidSettingException at(Place place, String problem) {
    String field = place.path().isEmpty() ? "" : " " + place.path() + ":";
    String message = place.file() + ":" + place.line() + ":" + field + " " + problem;
    return new InvalidSettingException(place.path(), problem, message);
  }

  /** Returns the name of the setting; its last word is that of the record's component. */
  public String name() {
    return name;
  }

  /** Returns the value and the rule that it breaks. */
  public String problem() {
    return problem;
  }
}
