package alrc.jobs.terminal;

import java.util.Locale;

/**
 * Text that cannot steer what shows it. File names, titles inside files and server answers may
 * contain characters that no reader sees and that a terminal or a browser obeys: line ends, escape
 * sequences, and marks that reverse the direction of writing. Each is written as its Unicode
 * escape, such as {@code \u001b}; every other character stays.
 */
public final class VisibleText {
  private VisibleText() {}

  /** Returns the text on one line: line ends and tabs are escaped too. */
  public static String line(String text) {
    return visible(text, false);
  }

  /** Returns text of several lines: line feeds and tabs stay. */
  public static String block(String text) {
    return visible(text, true);
  }

  private static String visible(String text, boolean block) {
    if (text.codePoints().allMatch(c -> isVisible(c, block))) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (isVisible(c, block)) {
                shown.appendCodePoint(c);
              } else {
                shown.append(escape(c));
              }
            });
    return shown.toString();
  }

  private static boolean isVisible(int character, boolean block) {
    if (block && (character == '\n' || character == '\t')) {
      return true;
    }
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }

  private static String escape(int character) {
    return switch (character) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default ->
          Character.isBmpCodePoint(character)
              ? String.format(Locale.ROOT, "\\u%04x", character)
              : String.format(Locale.ROOT, "\\U%08x", character);
    };
  }
}
