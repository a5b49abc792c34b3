package alrc.core.record;

import alrc.settings.Limits;

/**
 * Everything that decides how a trial is recorded.
 *
 * @param batch examples per iteration, ≥ 1
 * @param iterations optimizer steps, ≥ 1
 * @param summaryLast the number of last iterations whose mean is the final error, in 1 … 100000000
 * @param curveBoxcar iterations per point of the learning curve, ≥ 1
 */
public record RecordSettings(int batch, long iterations, int summaryLast, int curveBoxcar) {
  public RecordSettings {
    Limits.require(batch >= 1 && batch <= 65536, "batch", batch, "must be in 1 … 65536");
    Limits.atLeast("iterations", iterations, 1);
    Limits.require(
        summaryLast >= 1 && summaryLast <= 100_000_000,
        "summary.last",
        summaryLast,
        "must be in 1 … 100000000");
    Limits.atLeast("curve.boxcar", curveBoxcar, 1);
  }
}
