package alrc.core.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.setting.InvalidSettingException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private final Schedule paper = new Piecewise(List.of(54_687L), List.of(1.0 / 1280, 1.0 / 12800));

  @Test
  void piecewiseChangesAfterSoManyIterations() {
    assertEquals(1.0 / 1280, paper.at(0));
    assertEquals(1.0 / 1280, paper.at(54_686));
    assertEquals(1.0 / 12800, paper.at(54_687));
    assertEquals(1.0 / 12800, paper.at(99_999));
  }

  @Test
  void constantNeverChanges() {
    assertEquals(0.5, new Constant(0.5).at(0));
    assertEquals(0.5, new Constant(0.5).at(1_000_000));
  }

  @Test
  void negativeStepIsRefused() {
    for (Schedule schedule : List.of(paper, new Constant(1))) {
      Exception e = assertThrows(InvalidSettingException.class, () -> schedule.at(-1));
      assertEquals("step: -1 must be >= 0", e.getMessage());
    }
  }

  @Test
  void piecewiseRefusesUnorderedOrMissingPieces() {
    refused("rates", List.of(10L), List.of(0.1));
    refused("at", List.of(10L, 10L), List.of(0.1, 0.2, 0.3));
    refused("at", List.of(0L), List.of(0.1, 0.2));
    refused("rates", List.of(10L), List.of(0.1, -0.2));
  }

  private static void refused(String name, List<Long> at, List<Double> rates) {
    Exception e = assertThrows(InvalidSettingException.class, () -> new Piecewise(at, rates));
    assertTrue(e.getMessage().startsWith(name + ": "), e.getMessage());
  }
}
