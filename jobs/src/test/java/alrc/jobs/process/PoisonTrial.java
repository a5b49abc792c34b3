package alrc.jobs.process;

import java.util.concurrent.TimeUnit;

/** A trial that takes its process with it: a kill from outside, whenever it is seen to begin. */
public final class PoisonTrial {
  /** Longer than the first probation, a quarter of that of the second. */
  private static final long LATER_MILLIS = 500;

  private final SweepOutput out;
  private final String id;
  private final boolean later;
  private long seen;
  private long since;

  /**
   * A trial of a sweep.
   *
   * @param later whether it lives through its first probation, and dies in a later one after longer
   *     than the first would have asked for
   */
  public PoisonTrial(SweepOutput out, String id, boolean later) {
    this.out = out;
    this.id = id;
    this.later = later;
  }

  /** Kills the process that trains it now, if one does and it is time. */
  public void killWhoTrainsIt() throws Exception {
    long pid = out.trainer(id);
    if (pid == 0 || out.isBeingRead(id)) {
      seen = 0;
      return;
    }
    if (pid != seen) {
      seen = pid;
      since = System.nanoTime();
    }
    long age = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
    boolean lives = later && out.onProbation(id) && (out.deaths(id) < 2 || age < LATER_MILLIS);
    ProcessHandle process = ProcessHandle.of(pid).orElse(null);
    if (!lives && process != null && SweepOutput.frozen(process, () -> isTrainedBy(pid))) {
      process.destroyForcibly();
      process.onExit().join();
    }
  }

  private boolean isTrainedBy(long pid) {
    return out.trainer(id) == pid && !out.isBeingRead(id);
  }
}
