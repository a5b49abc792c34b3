package alrc.jobs.page;

import alrc.jobs.terminal.VisibleText;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Plain text in LaTeX. */
public final class Latex {
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
          Map.entry("σ", "$\\sigma$"));

  private Latex() {}

  /** Returns text that LaTeX prints as it is, on one line. */
  public static String escaped(String text) {
    return VisibleText.line(text)
        .codePoints()
        .mapToObj(Character::toString)
        .map(character -> WRITTEN.getOrDefault(character, character))
        .collect(Collectors.joining());
  }

  /** Returns a row of a table with its line end. */
  static String row(List<String> values) {
    return values.stream().map(Latex::escaped).collect(Collectors.joining(" & ", "", " \\\\\n"));
  }
}
