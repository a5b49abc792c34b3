package alrc.jobs.spark.sweep;

import alrc.core.record.Outcome;
import alrc.core.study.Trial;
import alrc.jobs.spark.SparkRun;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.util.LongAccumulator;

/**
 * Counts of the running tasks of a sweep. Spark's pages show them, too. Crosses the Spark boundary:
 * a task counts on its own copy, which Spark adds up.
 */
final class TrialTally implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Work is counted in so many multiply-accumulates of forward passes, to fit a long. */
  private static final double UNIT = 1000;

  private final LongAccumulator running;
  private final LongAccumulator completed;
  private final LongAccumulator diverged;
  private final LongAccumulator failed;
  private final LongAccumulator iterations;
  private final LongAccumulator work;
  private final LongAccumulator credited;

  /**
   * The counts.
   *
   * @param running trials that are being trained
   * @param failed trials that were given up
   * @param iterations trained
   * @param work trained, in {@link #work(Trial) units of work}
   * @param credited work that needs no training: done before, or left out by a divergence
   */
  record Counts(
      long running,
      long completed,
      long diverged,
      long failed,
      long iterations,
      long work,
      long credited) {}

  TrialTally(SparkRun spark) {
    running = spark.counter("trials running");
    completed = spark.counter("trials completed");
    diverged = spark.counter("trials diverged");
    failed = spark.counter("trials failed");
    iterations = spark.counter("iterations");
    work = spark.counter("work");
    credited = spark.counter("work credited");
  }

  List<LongAccumulator> counters() {
    return List.of(running, completed, diverged, failed, iterations, work, credited);
  }

  /** The counts of the tasks that have ended. */
  Counts now() {
    return counts(counters().stream().mapToLong(LongAccumulator::value).toArray());
  }

  /** The counts from the values of the {@link #counters}. */
  static Counts counts(long[] values) {
    return new Counts(values[0], values[1], values[2], values[3], values[4], values[5], values[6]);
  }

  /** Work of a trial from its first to its last iteration: its time is proportional to it. */
  static long work(Trial trial) {
    return workPerIteration(trial) * trial.cell().iterations();
  }

  static long workPerIteration(Trial trial) {
    return Math.max(1, Math.round(Shape.of(trial).cost() / trial.cell().iterations() / UNIT));
  }

  /** A trial is recorded already: another process did it. */
  void known(TrialOrder order) {
    completed.add(1L + order.twins().size());
    credited.add(work(order.trial()));
  }

  /** A trial's last attempt has failed. */
  void givenUp(Trial trial) {
    failed.add(1);
    credited.add(work(trial));
  }

  /**
   * A trial's training begins.
   *
   * @param workDone work of the iterations that were done before
   */
  void begin(long workDone) {
    running.add(1);
    credited.add(workDone);
  }

  /** A trial has done one more iteration. */
  void stepped(long workOfIteration) {
    iterations.add(1);
    work.add(workOfIteration);
  }

  /**
   * Trials have a result.
   *
   * @param order the trial that was trained, with those that are recorded with it
   * @param workLeft work of the iterations that a divergence left out
   */
  void ended(TrialOrder order, Outcome outcome, long workLeft) {
    (outcome instanceof Outcome.Completed ? completed : diverged).add(1L + order.twins().size());
    credited.add(workLeft);
  }

  /** A trial's training has ended, with or without a result. */
  void end() {
    running.add(-1);
  }
}
