package alrc.core.train;

import alrc.core.engine.DeviceFailure;
import alrc.core.record.RecordSink;
import alrc.settings.Limits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Finds how many trials of a shape train fastest together, by timing a few steps. Only time depends
 * on it, never a result.
 */
public final class CohortSize {
  /** The sizes that are tried. */
  public static final List<Integer> CANDIDATES = List.of(1, 2, 4, 8);

  private static final long LONGEST_TRY = TimeUnit.MILLISECONDS.toNanos(300);
  private static final int LEAST_STEPS = 3;

  private CohortSize() {}

  /**
   * The candidate at which a thread trains most trial steps per second.
   *
   * @param like a trial of the shape; its sink receives nothing
   * @return 1 for the single kernel form
   */
  public static int measure(Member like, ComputeDevice device) {
    return like.settings().kernel() == KernelForm.SINGLE
        ? 1
        : rates(like, device, CANDIDATES).entrySet().stream()
            .max(Comparator.comparingDouble(Map.Entry::getValue))
            .orElseThrow()
            .getKey();
  }

  /**
   * Trial steps per second for each size, in their order, up to the first that the device has no
   * memory for.
   *
   * @param sizes each ≥ 1
   */
  public static Map<Integer, Double> rates(Member like, ComputeDevice device, List<Integer> sizes) {
    Autograd.limitThreads();
    Map<Integer, Double> rates = new TreeMap<>();
    for (int size : sizes) {
      Limits.atLeast("cohort", size, 1);
      try {
        rates.put(size, rate(like, device, size));
      } catch (RuntimeException failed) {
        if (rates.isEmpty() || !isTooLarge(failed)) {
          throw failed;
        }
        break;
      }
    }
    return rates;
  }

  private static boolean isTooLarge(RuntimeException failed) {
    return DeviceFailure.of(failed).equals(Optional.of(DeviceFailure.OUT_OF_MEMORY));
  }

  private static double rate(Member like, ComputeDevice device, int size) {
    List<MemberRun> runs = new ArrayList<>();
    try {
      for (int k = 0; k < size; k++) {
        Member quiet = new Member(like.settings(), like.seed() + k, like.source(), RecordSink.NONE);
        runs.add(MemberRun.begun(quiet, device));
      }
      try (Cohort cohort = new Cohort(runs, device)) {
        time(cohort, LONGEST_TRY / 4);
        return size / time(cohort, LONGEST_TRY);
      }
    } finally {
      runs.forEach(MemberRun::close);
    }
  }

  /** Seconds per step. */
  private static double time(Cohort cohort, long atMost) {
    cohort.read();
    long start = System.nanoTime();
    int steps = 0;
    while (steps < LEAST_STEPS || System.nanoTime() - start < atMost) {
      cohort.step();
      steps++;
      if (cohort.logFull()) {
        cohort.read();
      }
    }
    cohort.read();
    return (System.nanoTime() - start) / 1e9 / steps;
  }
}
