package alrc.jobs.spark;

import java.io.PrintStream;

/**
 * One line that renews itself on a terminal; a plain line every ten seconds where there is none.
 */
public final class ProgressLine {
  private static final long TERMINAL_MILLIS = 200;
  private static final long LOG_MILLIS = 10_000;

  private final PrintStream out;
  private final boolean terminal;
  private long lastSaid;
  private String latest = "";
  private String said = "";

  /** On standard error; the launcher says whether that is a terminal. */
  public ProgressLine() {
    this(System.err, System.getenv("ALRC_TERMINAL") != null);
  }

  ProgressLine(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Shows the text, unless another has been shown just before. */
  public void show(String text) {
    latest = text;
    if (millis() - lastSaid >= (terminal ? TERMINAL_MILLIS : LOG_MILLIS)) {
      showNow(text);
    }
  }

  public void showNow(String text) {
    latest = text;
    said = text;
    lastSaid = millis();
    out.print((terminal ? "\r" : "") + text + (terminal ? "\u001b[K" : "\n"));
    out.flush();
  }

  /** Shows the last text, where it has not been; a terminal leaves the line as it stands. */
  public void end() {
    if (!latest.equals(said)) {
      showNow(latest);
    }
    if (terminal && !said.isEmpty()) {
      out.println();
    }
  }

  private static long millis() {
    return System.nanoTime() / 1_000_000;
  }
}
