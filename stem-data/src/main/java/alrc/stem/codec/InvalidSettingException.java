package alrc.stem.codec;

/** A setting that the user gave and that cannot be used: one line with name, value and rule. */
public final class InvalidSettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * States what is wrong.
   *
   * @param name of the setting, for example {@code coverage}
   * @param value as given
   * @param rule that the value breaks, for example {@code must be in (0, 1]}
   */
  public InvalidSettingException(String name, Object value, String rule) {
    super(name + " " + value + ": " + rule);
  }
}
