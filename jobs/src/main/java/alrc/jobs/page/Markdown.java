package alrc.jobs.page;

import alrc.jobs.terminal.VisibleText;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Plain text in GitHub's Markdown. */
public final class Markdown {
  /** Punctuation that may mean something; an underscore between letters or digits does not. */
  private static final Pattern SPECIAL =
      Pattern.compile("[\\\\`*{}\\[\\]<>#|~$&!^]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");

  private Markdown() {}

  /** Returns text that Markdown shows as it is, on one line. */
  public static String escaped(String text) {
    return SPECIAL.matcher(VisibleText.line(text)).replaceAll("\\\\$0");
  }

  /** Returns a row of a table with its line end. */
  static String row(List<String> values) {
    return values.stream().map(Markdown::escaped).collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
