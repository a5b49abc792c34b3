package alrc.core.record;

/**
 * Receives the records of a trial, on the cohort's own thread, in order, some tens of iterations at
 * a time.
 */
public interface RecordSink {
  /** A sink that ignores everything. */
  RecordSink NONE = record -> {};

  /** Receives the record of an iteration. */
  void step(StepRecord record);

  /**
   * Receives the outcome as soon as the trial ends; its cohort may continue.
   *
   * @param trained the network after the last iteration
   */
  default void ended(Outcome outcome, Trained trained) {
    // the caller of the loop gets the outcome too
  }

  /** Whether the trial and its cohort should stop now; called every some tens of iterations. */
  default boolean stopRequested() {
    return false;
  }
}
