package alrc.jobs.watch;

import alrc.core.record.CurvePoint;
import alrc.core.study.Trial;
import java.util.List;

/**
 * A trial that has a checkpoint and no result yet.
 *
 * @param curve its course up to the checkpoint; empty before the first boxcar ends
 */
record RunningTrial(Trial trial, List<CurvePoint> curve) {
  RunningTrial {
    curve = List.copyOf(curve);
  }

  /** Iterations at the end of its last boxcar. */
  long iteration() {
    return curve.isEmpty() ? 0 : curve.get(curve.size() - 1).iteration();
  }
}
