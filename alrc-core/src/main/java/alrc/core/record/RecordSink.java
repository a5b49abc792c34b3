package alrc.core.record;

/**
 * Watches a trial. Called on the cohort's own thread, in order, some tens of iterations at a time.
 */
public interface RecordSink {
  /** A sink that lets everything pass. */
  RecordSink NONE = record -> {};

  /** Takes the record of an iteration. */
  void step(StepRecord record);

  /**
   * Takes the outcome, the moment the trial ends; its cohort may go on.
   *
   * @param trained the network as the last iteration left it
   */
  default void ended(Outcome outcome, Trained trained) {
    // the caller of the loop gets the outcome too
  }

  /**
   * Whether the trial and its cohort should be given up now; asked some tens of iterations apart.
   */
  default boolean stopRequested() {
    return false;
  }
}
