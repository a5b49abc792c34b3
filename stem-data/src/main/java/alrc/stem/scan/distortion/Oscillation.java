package alrc.stem.scan.distortion;

/**
 * A sine of time: amplitude · sin(2π(frequency · t + phase)).
 *
 * @param frequency in Hz
 * @param amplitude in pixels
 * @param phase in turns
 */
record Oscillation(double frequency, double amplitude, double phase) {
  /** From one exact value to the next, the sine is turned step by step. */
  private static final int EXACT_EVERY = 256;

  /**
   * Points in the shortest period of a grid in time from which the others are interpolated: the
   * error is then under 1/1000 of the amplitude.
   */
  private static final int GRID = 24;

  /**
   * Adds oscillations to displacements.
   *
   * @param times in seconds, ascending
   */
  static void add(Oscillation[] all, float[] displaced, double[] times) {
    double fastest = 0;
    for (Oscillation one : all) {
      fastest = Math.max(fastest, one.frequency);
    }
    double step = 1 / (GRID * fastest);
    double cells = times.length == 0 ? 0 : times[times.length - 1] / step;
    if (cells + 4 < times.length / 2.0) {
      double[] grid = new double[(int) cells + 4];
      for (int i = 0; i < grid.length; i++) {
        grid[i] = (i - 1) * step;
      }
      double[] sums = sums(all, grid);
      for (int i = 0; i < times.length; i++) {
        displaced[i] += (float) cubic(sums, times[i] / step + 1);
      }
      return;
    }
    double[] sums = sums(all, times);
    for (int i = 0; i < sums.length; i++) {
      displaced[i] += (float) sums[i];
    }
  }

  private static double[] sums(Oscillation[] all, double[] times) {
    double[] sums = new double[times.length];
    for (Oscillation one : all) {
      one.add(sums, times);
    }
    return sums;
  }

  /** The cubic of Catmull and Rom through four values. */
  private static double cubic(double[] values, double at) {
    int i = (int) at;
    double u = at - i;
    double before = values[i - 1];
    double from = values[i];
    double to = values[i + 1];
    double after = values[i + 2];
    double cube = 3 * (from - to) + after - before;
    double square = 2 * before - 5 * from + 4 * to - after;
    return from + u / 2 * (to - before + u * (square + u * cube));
  }

  /**
   * Times mostly advance by equal steps, and a step turns (sin, cos) by a fixed angle: one sine of
   * StrictMath for each new step, not for each time.
   */
  private void add(double[] sums, double[] times) {
    double step = Double.NaN;
    double turnSin = 0;
    double turnCos = 1;
    double sin = 0;
    double cos = 1;
    for (int i = 0; i < times.length; i++) {
      double next = i == 0 ? 0 : times[i] - times[i - 1];
      if (i % EXACT_EVERY == 0) {
        sin = StrictMath.sin(angle(times[i]));
        cos = StrictMath.cos(angle(times[i]));
      } else {
        if (!(Math.abs(next - step) <= 1e-9 * step)) {
          step = next;
          turnSin = StrictMath.sin(2 * StrictMath.PI * frequency * step);
          turnCos = StrictMath.cos(2 * StrictMath.PI * frequency * step);
        }
        double turned = sin * turnCos + cos * turnSin;
        cos = cos * turnCos - sin * turnSin;
        sin = turned;
      }
      sums[i] += amplitude * sin;
    }
  }

  private double angle(double time) {
    double turns = frequency * time + phase;
    return 2 * StrictMath.PI * (turns - Math.floor(turns));
  }
}
