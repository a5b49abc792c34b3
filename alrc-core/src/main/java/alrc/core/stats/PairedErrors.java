package alrc.core.stats;

import java.util.Optional;

/**
 * The final errors of two cells over the seeds that both have.
 *
 * @param cell errors of the compared cell
 * @param baseline errors of its baseline, of the same seeds
 */
record PairedErrors(FinalErrors cell, FinalErrors baseline) {
  /** Leaves out the seeds that only one of them has. */
  static PairedErrors of(FinalErrors cell, FinalErrors baseline) {
    return new PairedErrors(cell.sharedWith(baseline), baseline.sharedWith(cell));
  }

  int count() {
    return cell.count();
  }

  /** Whether no trial of a pair has diverged. */
  boolean finite() {
    return cell.diverged() == 0 && baseline.diverged() == 0;
  }

  /** cell − baseline, in the order of the seeds. */
  double[] differences() {
    double[] a = cell.values();
    double[] b = baseline.values();
    double[] differences = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      differences[i] = a[i] - b[i];
    }
    return differences;
  }

  /** How many pairs came out how. */
  SignTest.Tally tally() {
    double[] a = cell.values();
    double[] b = baseline.values();
    SignTest.Tally tally = SignTest.Tally.NONE;
    for (int i = 0; i < a.length; i++) {
      tally = tally.with(a[i], b[i]);
    }
    return tally;
  }

  /** {@link MannWhitneyTest#probabilityBelow} with a bootstrap interval over the pairs. */
  Estimate probabilityBelow(double confidence, Bootstrap bootstrap) {
    double[] a = cell.values();
    double[] b = baseline.values();
    double found = MannWhitneyTest.probabilityBelow(a, b);
    if (a.length < 2) {
      return Estimate.without(found);
    }
    Interval interval =
        bootstrap.percentileOfUnits(
            confidence,
            a.length,
            drawn -> MannWhitneyTest.probabilityBelow(drawn(a, drawn), drawn(b, drawn)));
    return new Estimate(found, Optional.of(interval));
  }

  private static double[] drawn(double[] values, int[] indices) {
    double[] drawn = new double[indices.length];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = values[indices[i]];
    }
    return drawn;
  }
}
