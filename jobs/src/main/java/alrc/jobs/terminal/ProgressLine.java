package alrc.jobs.terminal;

import java.io.PrintStream;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One line that renews itself on a terminal, cut to its width; a plain line every ten seconds where
 * there is none. Other output on the terminal first removes the line. Carriage returns and blanks
 * do that on every terminal; no escape sequence is written.
 */
public final class ProgressLine {
  private static final long TERMINAL_MILLIS = 200;
  private static final long LOG_MILLIS = 10_000;
  private static final String START = "\r";

  /** Where a line stands on the terminal without a line end; null where none does. */
  private static @Nullable PrintStream standing;

  /** Columns that the line has written on. */
  private static int written;

  private final PrintStream out;
  private final boolean terminal;
  private final IntSupplier width;
  private long lastSaid;
  private String latest = "";
  private String said = "";

  /** On standard error; the launcher says whether that is a terminal. */
  public ProgressLine() {
    this(System.err, Terminal.isTerminal());
  }

  /**
   * A line on a stream.
   *
   * @param terminal whether the stream is a terminal
   */
  public ProgressLine(PrintStream out, boolean terminal) {
    this(out, terminal, new Width());
  }

  ProgressLine(PrintStream out, boolean terminal, IntSupplier width) {
    this.out = Terminal.raw(out);
    this.terminal = terminal;
    this.width = width;
  }

  /** Shows the text, unless another was shown just before. */
  public void show(String text) {
    latest = text;
    if (millis() - lastSaid >= (terminal ? TERMINAL_MILLIS : LOG_MILLIS)) {
      showNow(text);
    }
  }

  /** Shows the text. */
  public void showNow(String text) {
    latest = text;
    said = text;
    lastSaid = millis();
    String line = VisibleText.line(text);
    synchronized (ProgressLine.class) {
      if (terminal) {
        int columns = width.getAsInt();
        String shown = cut(line, columns);
        int count = shown.codePointCount(0, shown.length());
        String rest = " ".repeat(Math.max(0, Math.min(written, columns - 1) - count));
        out.print(START + shown + rest);
        standing = out;
        written = count;
      } else {
        out.println(line);
      }
      out.flush();
    }
  }

  /** Shows the last text, where it was not shown; a terminal keeps the line. */
  public void end() {
    if (!latest.equals(said)) {
      showNow(latest);
    }
    synchronized (ProgressLine.class) {
      if (out.equals(standing)) {
        out.println();
        standing = null;
        written = 0;
      }
    }
  }

  /** Removes a line that stands on the terminal, so that other output begins on a line. */
  static synchronized void clear() {
    if (standing != null) {
      standing.print(START + " ".repeat(written) + START);
      standing.flush();
      standing = null;
      written = 0;
    }
  }

  /** The last column stays free: some terminals go to the next line when it is written. */
  private static String cut(String line, int columns) {
    int most = Math.max(1, columns - 1);
    int count = line.codePointCount(0, line.length());
    return count <= most ? line : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
  }

  private static long millis() {
    return System.nanoTime() / 1_000_000;
  }
}
