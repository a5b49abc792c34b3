package alrc.core.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.settings.SettingMistake;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private final Course paper =
      new Course(1.0 / 1280, new Piecewise(List.of(54_687L), List.of(1.0 / 1280, 1.0 / 12800), 0));

  @Test
  void piecewiseChangesAfterSoManyIterations() {
    assertEquals(1.0 / 1280, paper.at(0));
    assertEquals(1.0 / 1280, paper.at(54_686));
    assertEquals(1.0 / 12800, paper.at(54_687));
    assertEquals(1.0 / 12800, paper.at(99_999));
  }

  @Test
  void constantNeverChanges() {
    assertEquals(0.5, Course.constant(0.5).at(0));
    assertEquals(0.5, Course.constant(0.5).at(1_000_000));
  }

  @Test
  void exponentialDecayIsAStaircase() {
    Course schedule = new Course(0.8, new ExponentialDecay(0.5, 10, 0));
    pinned(schedule, new long[] {0, 9, 10, 19, 20, 30}, 0.8, 0.8, 0.4, 0.4, 0.2, 0.1);
    assertEquals(0, new Course(1, new ExponentialDecay(0.5, 1, 0)).at(1_000_000_000));
  }

  @Test
  void linearDecayIsConstantBeforeAndAfter() {
    Course schedule = new Course(1, new LinearDecay(0.2, 10, 18, 0));
    pinned(schedule, new long[] {0, 10, 11, 14, 17, 18, 1_000}, 1, 1, 0.9, 0.6, 0.3, 0.2, 0.2);
    pinned(new Course(0, new LinearDecay(1, 0, 4, 0)), new long[] {0, 1, 4}, 0, 0.25, 1);
  }

  @Test
  void steppedDecayIsThePartialStemPapers() {
    Course rate = new Course(3e-4, new SteppedDecay(0, 250_000, 250_000, 8, 0));
    Course beta1 = new Course(0.9, new SteppedDecay(0.5, 250_000, 250_000, 8, 0));
    long[] steps = {0, 249_999, 250_000, 281_249, 281_250, 468_750, 499_999, 600_000};
    double last = 3e-4 / 8;
    pinned(rate, steps, 3e-4, 3e-4, 3e-4, 3e-4, 3e-4 * 7 / 8, last, last, last);
    pinned(beta1, steps, 0.9, 0.9, 0.9, 0.9, 0.85, 0.55, 0.55, 0.55);
  }

  @Test
  void sawtoothFallsOverEachCycle() {
    Course schedule = new Course(1, new Sawtooth(0.2, 5, 0));
    pinned(schedule, new long[] {0, 1, 4, 5, 9, 10}, 1, 0.8, 0.2, 1, 0.2, 1);
  }

  @Test
  void cosineFallsToItsEndAndStays() {
    Course schedule = new Course(1, new Cosine(0.2, 8, 0));
    pinned(schedule, new long[] {0, 4, 8, 9}, 1, 0.6, 0.2, 0.2);
    assertEquals(0.2 + 0.4 * (1 + Math.sqrt(0.5)), schedule.at(2), 1e-12);
  }

  @Test
  void warmupRisesToAnyScheduleWhichThenBegins() {
    Course schedule = new Course(0.8, new ExponentialDecay(0.5, 10, 4));
    pinned(schedule, new long[] {0, 1, 3, 4, 13, 14}, 0.2, 0.4, 0.8, 0.8, 0.8, 0.4);
  }

  private static void pinned(Course schedule, long[] steps, double... values) {
    for (int i = 0; i < steps.length; i++) {
      assertEquals(values[i], schedule.at(steps[i]), 1e-15, schedule + " at " + steps[i]);
    }
  }

  private List<Course> all() {
    return List.of(
        paper,
        Course.constant(1),
        new Course(0.8, new ExponentialDecay(0.5, 10, 0)),
        new Course(1, new LinearDecay(0.2, 10, 18, 0)),
        new Course(0.2, new LinearDecay(1, 10, 18, 0)),
        new Course(0.9, new SteppedDecay(0.5, 10, 20, 8, 0)),
        new Course(1, new Sawtooth(0.2, 5, 0)),
        new Course(1, new Cosine(0.2, 8, 0)),
        new Course(1, new Cosine(0.2, 8, 4)));
  }

  @Test
  void negativeStepIsRefused() {
    for (Course schedule : all()) {
      Exception e = assertThrows(SettingMistake.class, () -> schedule.at(-1));
      assertEquals("step: -1 must be >= 0", e.getMessage());
    }
  }

  @Test
  void noValueIsOverTheMost() {
    for (Course schedule : all()) {
      double largest = 0;
      for (long step = 0; step < 100_000; step += step < 100 ? 1 : 997) {
        largest = Math.max(largest, schedule.at(step));
        assertTrue(schedule.at(step) >= 0);
      }
      assertEquals(schedule.most(), largest, 1e-12, schedule.toString());
    }
  }

  @Test
  void impossibleSettingsAreRefusedByName() {
    refused("factor: 1.5 must be in (0, 1)", () -> new ExponentialDecay(1.5, 1, 0));
    refused("every: 0 must be >= 1", () -> new ExponentialDecay(0.5, 0, 0));
    refused("until: 3 must be more than from (3)", () -> new LinearDecay(0, 3, 3, 0));
    refused("stairs: 0 must be in 1 … 1000000", () -> new SteppedDecay(0, 3, 3, 0, 0));
    refused("cycle: 1 must be >= 2", () -> new Sawtooth(0, 1, 0));
    refused("over: 0 must be >= 1", () -> new Cosine(0, 0, 0));
    refused("warmup: -1 must be >= 0", () -> new Course(1, new Constant(-1)));
  }

  private static void refused(String message, org.junit.jupiter.api.function.Executable make) {
    assertEquals(message, assertThrows(SettingMistake.class, make).getMessage());
  }

  @Test
  void piecewiseRefusesUnorderedOrMissingPieces() {
    refused("rates", List.of(10L), List.of(0.1));
    refused("at", List.of(10L, 10L), List.of(0.1, 0.2, 0.3));
    refused("at", List.of(0L), List.of(0.1, 0.2));
    refused("rates", List.of(10L), List.of(0.1, -0.2));
  }

  private static void refused(String name, List<Long> at, List<Double> rates) {
    Exception e = assertThrows(SettingMistake.class, () -> new Piecewise(at, rates, 0));
    assertTrue(e.getMessage().startsWith(name + ": "), e.getMessage());
  }
}
