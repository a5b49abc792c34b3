package alrc.jobs.complete;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupTest {
  private static Scored scored(
      String source, String split, double rmse, double linear, double dct) {
    String best = linear < dct ? "linear" : "sparse-dct";
    return new Scored(
        source + "#1",
        source,
        split,
        0.05,
        Map.of("rmse", rmse, "ssim", 0.5),
        best,
        Math.min(linear, dct),
        0.4,
        Map.of("linear", linear, "sparse-dct", dct));
  }

  private static final List<Scored> IMAGES =
      List.of(
          scored("a", "test", 0.10, 0.20, 0.30),
          scored("a", "test", 0.20, 0.30, 0.25),
          scored("b", "validation", 0.50, 0.40, 0.60));

  @Test
  void meansAreOverImagesAndIntervalsOverSources() {
    Group all = Group.of(IMAGES).get(0);
    Group.Mean rmse = all.metric("rmse").orElseThrow();
    assertEquals(0.8 / 3, rmse.value(), 1e-15);
    // Student's t with 1 degree of freedom, 12.706205, times the deviation of two groups by hand:
    // sqrt(2 · ((2/3 · (0.15 − 0.8/3))² + (1/3 · (0.5 − 0.8/3))²)) = 0.155556
    assertEquals(0.8 / 3 - 12.706205 * 0.1555556, rmse.interval().orElseThrow().low(), 1e-5);
    assertEquals(2, rmse.sources());
    Group one = Group.of(IMAGES.subList(0, 2)).get(0);
    // one source: its images, of mean 0.15 and sd 0.0707107
    assertEquals(
        0.15 - 12.706205 * 0.05,
        one.metric("rmse").orElseThrow().interval().orElseThrow().low(),
        1e-6);
    assertEquals(
        (-0.10 - 0.05 + 0.10) / 3, all.mean(Group::difference).orElseThrow().value(), 1e-15);
    assertEquals(2, all.better());
    assertEquals(List.of("linear", "sparse-dct"), List.copyOf(all.baselines().keySet()));
    assertEquals(0.3, all.baselines().get("linear").value(), 1e-15);
  }

  @Test
  void everyGroupIsARowOfTheSummary() {
    List<Group> groups = Group.of(IMAGES);
    assertEquals(
        List.of(
            "all all",
            "split test",
            "split validation",
            "coverage 0.050000",
            "source a",
            "source b"),
        groups.stream().map(group -> group.by() + " " + group.name()).toList());
    List<String> lines = SummaryTable.csv(groups).lines().toList();
    assertEquals(7, lines.size());
    int columns = lines.get(0).split(",").length;
    for (String line : lines) {
      assertEquals(columns, line.split(",", -1).length, line);
    }
    assertTrue(lines.get(3).startsWith("split,validation,1,1,0.5,,,"), lines.get(3));
    assertTrue(lines.get(1).endsWith(",2,linear,0.3"), lines.get(1));
  }

  @Test
  void theVerdictNamesTheDirectionAndTheCount() {
    String words = ModelVerdict.of("trial 1", Group.of(IMAGES).get(0)).orElseThrow();
    assertTrue(
        words.contains(
            "is not distinguishable from the baselines on these sources (better in 2 of 3"),
        words);
    assertTrue(words.contains("(95 % interval over 2 sources "), words);
    assertTrue(words.contains("the best baseline of each image (linear"), words);
    String better =
        ModelVerdict.of("trial 1", Group.of(List.of(IMAGES.get(0), IMAGES.get(0))).get(0))
            .orElseThrow();
    assertTrue(
        better.contains("trial 1 is better on average on these images (better in 2 of 2"), better);
  }
}
