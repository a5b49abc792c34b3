package alrc.jobs.page;

import alrc.jobs.terminal.VisibleText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Plain text in LaTeX. */
public final class Latex {
  /** Letters of the Latin-1 and Extended-A blocks, which LaTeX knows by itself. */
  private static final Pattern KNOWN = Pattern.compile("[\\x20-\\x7E\\u00C0-\\u017E&&[^ĿŀŉŦŧĸĦħ]]");

  private static final Map<String, String> WRITTEN =
      Map.ofEntries(
          Map.entry("\\", "\\textbackslash{}"),
          Map.entry("{", "\\{"),
          Map.entry("}", "\\}"),
          Map.entry("#", "\\#"),
          Map.entry("$", "\\$"),
          Map.entry("%", "\\%"),
          Map.entry("&", "\\&"),
          Map.entry("_", "\\_"),
          Map.entry("~", "\\textasciitilde{}"),
          Map.entry("^", "\\textasciicircum{}"),
          Map.entry("<", "\\textless{}"),
          Map.entry(">", "\\textgreater{}"),
          Map.entry("|", "\\textbar{}"),
          // After the end of a row these two would be its arguments.
          Map.entry("[", "{[}"),
          Map.entry("*", "{*}"),
          Map.entry("∞", "$\\infty$"),
          Map.entry("−", "$-$"),
          Map.entry("–", "--"),
          Map.entry("±", "$\\pm$"),
          Map.entry("×", "$\\times$"),
          Map.entry("·", "$\\cdot$"),
          Map.entry("σ", "$\\sigma$"),
          Map.entry("β", "$\\beta$"),
          Map.entry("ε", "$\\varepsilon$"),
          Map.entry("√", "$\\surd$"),
          Map.entry("²", "$^2$"),
          Map.entry("⁴", "$^4$"),
          Map.entry("★", "$\\star$"),
          Map.entry("☆", "$\\circ$"));

  private Latex() {}

  /** Returns text that LaTeX prints as it is, on one line. */
  public static String escaped(String text) {
    return VisibleText.line(text)
        .codePoints()
        .mapToObj(Character::toString)
        .map(Latex::written)
        .collect(Collectors.joining());
  }

  /** A character that LaTeX does not know by itself stands as its code point. */
  private static String written(String character) {
    String known = KNOWN.matcher(character).matches() ? character : code(character.codePointAt(0));
    return WRITTEN.getOrDefault(character, known);
  }

  private static String code(int codePoint) {
    return String.format(Locale.ROOT, "U+%04X", codePoint);
  }

  /** Returns a row of a table with its line end. */
  static String row(List<String> values) {
    return values.stream().map(Latex::escaped).collect(Collectors.joining(" & ", "", " \\\\\n"));
  }
}
