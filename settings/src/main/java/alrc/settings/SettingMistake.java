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

  /** Where to point if the file does not give the setting; empty for the section around it. */
  private final String otherwise;

  /**
   * States what is wrong with a setting.
   *
   * @param name of the setting as users write it, for example {@code coverage}
   * @param value as given
   * @param rule that the value breaks, for example {@code must be in (0, 1]}
   */
  public SettingMistake(String name, Object value, String rule) {
    this(name, value + " " + rule, rule, name + ": " + value + " " + rule, "");
  }

  private SettingMistake(
      String name, String problem, String rule, String message, String otherwise) {
    super(message);
    this.name = name;
    this.problem = problem;
    this.rule = rule;
    this.otherwise = otherwise;
  }

  static SettingMistake at(Place place, String problem) {
    String field = place.path().isEmpty() ? "" : " " + place.path() + ":";
    String line = place.line() == Place.NO_LINE ? "" : ":" + place.line();
    String message = place.file() + line + ":" + field + " " + problem;
    return new SettingMistake(place.path(), problem, problem, message, "");
  }

  /** The same mistake of a setting inside a section. */
  public SettingMistake inside(String section) {
    String path = section + "." + name;
    return new SettingMistake(path, problem, rule, path + ": " + problem, otherwise);
  }

  /**
   * The same mistake of a setting with which another one conflicts.
   *
   * @param other path of the other setting, to whose line the message points if the file gives no
   *     value for this one
   */
  public SettingMistake conflictingWith(String other) {
    return new SettingMistake(name, problem, rule, String.valueOf(getMessage()), other);
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

  /** The same mistake at the field of a file that its name leads to. */
  public SettingMistake in(Node.Section section) {
    String path = name.substring(name.lastIndexOf(' ') + 1);
    Place place = place(path, section);
    if (!otherwise.isEmpty() && !isGiven(path, section)) {
      place = place.onLineOf(place(otherwise, section));
    }
    return place.mistake(problem);
  }

  /** The place of a setting; its line is that of the innermost section that is given. */
  private static Place place(String path, Node.Section section) {
    Place place = section.place();
    Node.Section at = section;
    for (String word : path.split("\\.", -1)) {
      Node node = at == null ? null : at.fields().get(word);
      place = node == null ? place.field(word, place.line()) : node.place();
      at = node instanceof Node.Section inner ? inner : null;
    }
    return place;
  }

  private static boolean isGiven(String path, Node.Section section) {
    Node node = section;
    for (String word : path.split("\\.", -1)) {
      node = node instanceof Node.Section inner ? inner.fields().get(word) : null;
    }
    return node != null;
  }
}
