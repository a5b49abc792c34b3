package alrc.jobs.page;

import java.util.List;
import java.util.regex.Pattern;

/** Where a path or a sentence may go to the next line: never inside a word or a number. */
public final class Pieces {
  private static final Pattern BREAK = Pattern.compile("(?<=[/_-])|(?=\\.\\p{L})");

  private Pieces() {}

  /** Returns a sentence whose percent signs stay beside their numbers, and formulas whole. */
  public static String sentence(String text) {
    return text.replace(" %", "\u00a0%").replace("p − t", "p\u00a0−\u00a0t");
  }

  /** Returns the pieces of a text, which joined are the text. */
  public static List<String> of(String text) {
    return List.of(BREAK.split(text));
  }
}
