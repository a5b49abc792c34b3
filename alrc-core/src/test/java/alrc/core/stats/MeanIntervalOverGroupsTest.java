package alrc.core.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.random.Randomness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MeanIntervalOverGroupsTest {
  private static final double[] VALUES = {0.3, -1.2, 2.5, 0.1, 0.9};

  @Test
  void groupsOfOneValueGiveTheOrdinaryInterval() {
    Interval plain = MeanInterval.of(0.95, VALUES);
    Interval grouped =
        MeanInterval.overGroups(
            0.95, Arrays.stream(VALUES).mapToObj(value -> new double[] {value}).toList());
    assertEquals(plain.low(), grouped.low(), 1e-12);
    assertEquals(plain.high(), grouped.high(), 1e-12);
  }

  @Test
  void copiesOfAValueAddNoKnowledge() {
    Interval plain = MeanInterval.of(0.95, VALUES);
    List<double[]> copies = new ArrayList<>();
    for (double value : VALUES) {
      copies.add(new double[] {value, value, value});
    }
    assertEquals(plain.low(), MeanInterval.overGroups(0.95, copies).low(), 1e-12);
  }

  @Test
  void oneGroupHasNoInterval() {
    assertTrue(Double.isNaN(MeanInterval.overGroups(0.95, List.of(VALUES)).low()));
  }

  /**
   * Groups that differ by more than their values: an interval over values would be right in few.
   */
  @Test
  void itContainsTheMeanInNineteenOfTwentyStudies() {
    int studies = 2000;
    int right = 0;
    for (int study = 0; study < studies; study++) {
      SplittableRandom random = Randomness.of(study, "groups");
      List<double[]> groups = new ArrayList<>();
      for (int g = 0; g < 8; g++) {
        double middle = Randomness.normal(random);
        double[] group = new double[6];
        Arrays.setAll(group, i -> middle + 0.3 * Randomness.normal(random));
        groups.add(group);
      }
      Interval interval = MeanInterval.overGroups(0.95, groups);
      right += interval.low() <= 0 && interval.high() >= 0 ? 1 : 0;
    }
    assertEquals(0.95, (double) right / studies, 0.02);
  }
}
