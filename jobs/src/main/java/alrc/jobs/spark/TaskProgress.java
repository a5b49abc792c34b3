package alrc.jobs.spark;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * Says how far the work is: one line that renews itself on a terminal, a plain line every ten
 * seconds where there is none.
 */
public final class TaskProgress {
  private static final long TERMINAL_MILLIS = 200;
  private static final long LOG_MILLIS = 10_000;

  private final String what;
  private final long total;
  private final PrintStream out;
  private final boolean terminal;
  private final long started = System.nanoTime();
  private long done;
  private long lastSaid;
  private String latest = "";
  private boolean ended;

  /** The launcher says whether standard error is a terminal. */
  public TaskProgress(String what, long total) {
    this(what, total, System.err, System.getenv("ALRC_TERMINAL") != null);
  }

  TaskProgress(String what, long total, PrintStream out, boolean terminal) {
    this.what = what;
    this.total = total;
    this.out = out;
    this.terminal = terminal;
  }

  /** Says that so much is done in all. */
  public void reached(long all) {
    reached(all, String.format(Locale.ROOT, "%s %d/%d", what, all, total));
  }

  /**
   * Says that so much is done in all.
   *
   * @param words how that is said
   */
  synchronized void reached(long all, String words) {
    if (all <= done || ended) {
      return;
    }
    done = all;
    latest = words;
    long now = System.nanoTime() / 1_000_000;
    if (now - lastSaid >= (terminal ? TERMINAL_MILLIS : LOG_MILLIS) || done >= total) {
      lastSaid = now;
      say();
    }
  }

  private void say() {
    out.print((terminal ? "\r" : "") + latest + ", " + pace() + (terminal ? "\u001b[K" : "\n"));
    out.flush();
  }

  /** Says where the work ended; on a terminal, leaves the line as it stands. */
  public synchronized void end() {
    if (!ended && done > 0) {
      if (terminal) {
        say();
        out.println();
      } else if (done < total) {
        say();
      }
    }
    ended = true;
  }

  private String pace() {
    double seconds = Math.max(1e-9, (System.nanoTime() - started) / 1e9);
    double rate = done / seconds;
    Duration left = Duration.ofSeconds(rate > 0 ? Math.round((total - done) / rate) : 0);
    return String.format(
        Locale.ROOT, "%.1f/s, %d:%02d left", rate, left.toMinutes(), left.toSecondsPart());
  }
}
