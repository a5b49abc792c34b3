package alrc.core.setting;

/** A setting whose value breaks its rule. The message has the form {@code name: value must …}. */
public final class InvalidSettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final String problem;

  InvalidSettingException(String name, Object value, String rule) {
    super(name + ": " + value + " " + rule);
    this.name = name;
    this.problem = value + " " + rule;
  }

  /** The name of the setting, as it is written in a study. */
  public String name() {
    return name;
  }

  /** The value and the rule that it breaks. */
  public String problem() {
    return problem;
  }
}
