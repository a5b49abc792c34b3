package alrc.core.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The mean over steps of the fractions that underflowed at each border between layers. */
final class Underflow {
  private double[] sums = new double[0];
  private long steps;

  void add(float[] fractions) {
    sums = Arrays.copyOf(sums, fractions.length);
    for (int i = 0; i < fractions.length; i++) {
      sums[i] += fractions[i];
    }
    steps++;
  }

  /** One per border, in the order of layers; none where nothing was rounded. */
  List<Double> means() {
    List<Double> means = new ArrayList<>();
    for (double sum : sums) {
      means.add(sum / steps);
    }
    return means;
  }

  /** For a checkpoint: the steps, then the sums; nothing where nothing was rounded. */
  double[] saved() {
    double[] all = new double[sums.length + 1];
    all[0] = steps;
    System.arraycopy(sums, 0, all, 1, sums.length);
    return all;
  }

  /** Restores what {@link #saved} returned. */
  void restore(double[] saved) {
    steps = (long) saved[0];
    sums = Arrays.copyOfRange(saved, 1, saved.length);
  }
}
