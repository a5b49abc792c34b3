package alrc.core.train;

/**
 * Watches a trial. Called on the trial's own thread, in order, some tens of iterations at a time.
 */
public interface RecordSink {
  /** A sink that lets everything pass. */
  RecordSink NONE = record -> {};

  /** Takes the record of an iteration. */
  void step(StepRecord record);

  /** Whether the trial should be given up now; asked some tens of iterations apart. */
  default boolean stopRequested() {
    return false;
  }
}
