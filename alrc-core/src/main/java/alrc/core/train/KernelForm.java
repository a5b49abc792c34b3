package alrc.core.train;

import alrc.core.model.ModelSettings;
import alrc.core.model.SupersamplingModel;
import java.util.Locale;

/**
 * How a trial's convolutions are computed. The two forms differ in rounding, so the form belongs to
 * a trial's identity; within a form nothing else about a cohort changes a result.
 */
public enum KernelForm {
  /** Ordinary convolutions, one trial at a time. */
  SINGLE,
  /** Grouped convolutions over any number of trials; a lone one is padded. */
  STACKED;

  private static final double WIDEST_STACKED = 0.25;

  /**
   * The form of a trial whose study names none, a fixed function of its shape: stacked for narrow
   * super-sampling networks one example at a time, which alone do not fill a processor. Measured
   * with {@code benchmarks/run step}: there cohorts of four train 1.2 to 2.4 times as many steps
   * per second as single trials; at batch 4, or full width, 0.9 to 1.1 times, and a lone trial
   * would pay for its padding.
   */
  public static KernelForm preset(ModelSettings model, int batch) {
    boolean narrow = model instanceof SupersamplingModel && model.width() <= WIDEST_STACKED;
    return narrow && batch == 1 ? STACKED : SINGLE;
  }

  /** The name in a study. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How many slots a cohort needs for a number of trials that are still training. */
  int slots(int live) {
    return this == SINGLE ? live : Math.max(2, live);
  }
}
