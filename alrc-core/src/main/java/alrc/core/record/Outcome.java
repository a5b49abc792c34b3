package alrc.core.record;

/** How a trial ended; both ways are results. */
public sealed interface Outcome {
  /** The record up to the end. */
  TrialResult result();

  /** The status in the ledger. */
  String status();

  /** All iterations were done. */
  record Completed(TrialResult result) implements Outcome {
    @Override
    public String status() {
      return "completed";
    }
  }

  /**
   * A loss or a gradient was not finite.
   *
   * @param step the iteration, counted from 1
   * @param what "loss" or "gradient"
   */
  record Diverged(TrialResult result, long step, String what) implements Outcome {
    @Override
    public String status() {
      return "diverged";
    }
  }
}
