package alrc.settings;

/**
 * Where in a file of settings something stands.
 *
 * @param file its name, for messages
 * @param path of the field, such as {@code rule.deviations[1]}; empty for the whole file
 * @param line counted from 1
 */
public record Place(String file, String path, int line) {
  /** The place of a field inside this one. */
  public Place field(String name, int atLine) {
    return new Place(file, path.isEmpty() ? name : path + "." + name, atLine);
  }

  /** The place of an entry of a list at this place. */
  public Place entry(int index, int atLine) {
    return new Place(file, path + "[" + index + "]", atLine);
  }

  /** The mistake that something here is wrong. */
  public SettingMistake mistake(String problem) {
    return SettingMistake.at(this, problem);
  }
}
