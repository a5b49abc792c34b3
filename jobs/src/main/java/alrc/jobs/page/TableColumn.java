package alrc.jobs.page;

/**
 * A column of a table.
 *
 * @param name its heading
 * @param kind how its values are set
 */
public record TableColumn(String name, Kind kind) {
  /** How values are set. */
  public enum Kind {
    /** Short text, never broken. */
    NAME,
    /** Digits, aligned at the right, never broken. */
    NUMBER,
    /** Sentences and paths, broken where they are too long. */
    TEXT;

    /** Returns the name of the kind in the style sheet. */
    public String style() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** A column of short text. */
  public static TableColumn name(String name) {
    return new TableColumn(name, Kind.NAME);
  }

  /** A column of numbers. */
  public static TableColumn number(String name) {
    return new TableColumn(name, Kind.NUMBER);
  }

  /** A column of sentences or paths. */
  public static TableColumn text(String name) {
    return new TableColumn(name, Kind.TEXT);
  }
}
