package alrc.jobs.cli.option;

import alrc.settings.SettingMistake;
import alrc.settings.UserMistake;
import java.util.function.Function;

/** A value that is checked where its option's name is not known. */
public final class OptionValue {
  private OptionValue() {}

  /**
   * Makes something of a value.
   *
   * @param option by which it was given, for messages
   */
  public static <T> T of(String option, String value, Function<String, T> make) {
    try {
      return make.apply(value);
    } catch (SettingMistake refused) {
      throw new UserMistake(option + " " + value + ": " + refused.rule(), refused);
    }
  }
}
