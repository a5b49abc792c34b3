package alrc.jobs.spark;

import alrc.jobs.terminal.ProgressLine;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Says how far work of equal pieces is: pieces done, pieces a second, and the time left. */
public final class TaskProgress {
  private final String what;
  private final long total;
  private final ProgressLine line;
  private final long started = System.nanoTime();
  private long done;
  private boolean ended;

  public TaskProgress(String what, long total) {
    this(what, total, new ProgressLine());
  }

  TaskProgress(String what, long total, PrintStream out, boolean terminal) {
    this(what, total, new ProgressLine(out, terminal));
  }

  private TaskProgress(String what, long total, ProgressLine line) {
    this.what = what;
    this.total = total;
    this.line = line;
  }

  /** Says that so much is done in all. */
  public void reached(long all) {
    reached(all, String.format(Locale.ROOT, "%s %d/%d", what, all, total));
  }

  /**
   * Says that so much is done in all.
   *
   * @param words the text of the line
   */
  public synchronized void reached(long all, String words) {
    if (all <= done || ended) {
      return;
    }
    done = all;
    String text = words + ", " + pace();
    if (done >= total) {
      line.showNow(text);
    } else {
      line.show(text);
    }
  }

  /** Says where the work ended; on a terminal, leaves the line as it stands. */
  public synchronized void end() {
    if (!ended) {
      line.end();
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
