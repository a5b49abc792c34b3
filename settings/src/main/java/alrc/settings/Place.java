package alrc.settings;

/**
 * Where in a file of settings something stands.
 *
 * @param file its name, for messages
 * @param path of the field, such as {@code rule.deviations[1]}; empty for the whole file
 * @param line counted from 1; {@link #NO_LINE} where the text is an option of the command line
 */
public record Place(String file, String path, int line) {
  /** The line of what stands in no file. */
  public static final int NO_LINE = 0;

  /** The place of a field inside this one. */
  public Place field(String name, int atLine) {
    return new Place(file, path.isEmpty() ? name : path + "." + name, inside(atLine));
  }

  /** The place of an entry of a list at this place. */
  public Place entry(int index, int atLine) {
    return new Place(file, path + "[" + index + "]", inside(atLine));
  }

  /** The same path on the line of another place. */
  Place onLineOf(Place other) {
    return new Place(other.file, path, other.line);
  }

  private int inside(int atLine) {
    return line == NO_LINE ? NO_LINE : atLine;
  }

  /** The mistake that something here is wrong. */
  public SettingMistake mistake(String problem) {
    return SettingMistake.at(this, problem);
  }
}
