package alrc.jobs.terminal;

import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;

/**
 * Folds lines that are wider than a terminal between words, where it would fold them inside one.
 * What follows is indented further than the line, so that it does not look like a line of its own.
 * JSON stays as it is.
 */
final class Fold implements UnaryOperator<String> {
  /** Folds nothing: what is printed goes to a file or to another program. */
  static final Fold NONE = new Fold(() -> Integer.MAX_VALUE);

  /** No terminal is as narrow: its width need not be asked for. */
  private static final int NARROWEST = 40;

  private static final int FEWEST = 20;
  private static final String INDENT = "    ";

  private final IntSupplier width;

  Fold(IntSupplier width) {
    this.width = width;
  }

  @Override
  public String apply(String line) {
    if (line.length() <= NARROWEST || line.startsWith("{")) {
      return line;
    }
    int columns = width.getAsInt();
    String indent = line.substring(0, line.length() - line.stripLeading().length()) + INDENT;
    return columns - indent.length() < FEWEST ? line : folded(line, columns, indent);
  }

  private static String folded(String line, int columns, String indent) {
    StringBuilder text = new StringBuilder();
    String rest = line;
    while (rest.codePointCount(0, rest.length()) > columns) {
      int end = rest.lastIndexOf(' ', rest.offsetByCodePoints(0, columns));
      if (rest.substring(0, Math.max(0, end)).isBlank()) { // a word as wide as the terminal
        end = rest.indexOf(' ', rest.offsetByCodePoints(0, columns));
      }
      if (end < 0) {
        break;
      }
      text.append(rest, 0, end).append('\n');
      rest = indent + rest.substring(end).stripLeading();
    }
    return text.append(rest).toString();
  }
}
