package alrc.jobs.terminal;

import java.io.PrintStream;

/**
 * Standard output and error of a command. While it is open, whatever is printed through {@code
 * System.out} and {@code System.err} is {@link VisibleText}: one {@code println} is one line, also
 * where a file name in it has line ends, and nothing that is printed steers the terminal. Text of
 * several lines is printed line by line.
 */
public final class Terminal implements AutoCloseable {
  private final PrintStream out;
  private final PrintStream err;

  private Terminal(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Opens it. Where it is open already, this changes nothing. */
  public static Terminal open() {
    Terminal before = new Terminal(System.out, System.err);
    if (!(before.out instanceof VisibleStream)) {
      boolean terminal = System.getenv("ALRC_OUTPUT_TERMINAL") != null;
      System.setOut(new VisibleStream(before.out, terminal ? new Fold(new Width()) : Fold.NONE));
    }
    if (!(before.err instanceof VisibleStream)) {
      System.setErr(
          new VisibleStream(before.err, isTerminal() ? new Fold(new Width()) : Fold.NONE));
    }
    return before;
  }

  /** Says on a terminal what a command is doing before there is any progress to show. */
  public static void doing(String what) {
    if (isTerminal()) {
      new ProgressLine().showNow(what + " ...");
    }
  }

  /** Returns whether standard error is a terminal; the launcher says so. */
  static boolean isTerminal() {
    return System.getenv("ALRC_TERMINAL") != null;
  }

  /** Returns the stream that takes control characters. */
  static PrintStream raw(PrintStream stream) {
    return stream instanceof VisibleStream visible ? visible.raw() : stream;
  }

  /** Puts back the streams that were there before. */
  @Override
  public void close() {
    System.out.flush();
    System.err.flush();
    System.setOut(out);
    System.setErr(err);
  }
}
