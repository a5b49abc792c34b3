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
   * Adds oscillations to displacements.
   *
   * @param times in seconds, ascending
   */
  static void add(Oscillation[] all, float[] displaced, double[] times) {
    double[] sums = new double[displaced.length];
    for (Oscillation one : all) {
      one.add(sums, times);
    }
    for (int i = 0; i < sums.length; i++) {
      displaced[i] += (float) sums[i];
    }
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
