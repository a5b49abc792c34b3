package alrc.jobs.report.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.results.CellResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The note on n says what the rule of the study does. */
class ThresholdsTest {
  private static List<String> sentences(Map<String, Object> settings) {
    return Thresholds.sentences(List.of(new CellResult("c", settings, 1, 0, List.of())));
  }

  private static String of(String rule, String sides) {
    List<String> sentences =
        sentences(Map.of("rule", rule, "sides", sides, "deviations", Double.POSITIVE_INFINITY));
    assertEquals(1, sentences.size());
    return sentences.get(0);
  }

  @Test
  void eachRuleAndSideHasItsOwn() {
    assertTrue(of("alrc", "upper").contains("above the running mean is clipped to that limit;"));
    assertTrue(of("alrc", "lower").contains("below the running mean is raised to that limit;"));
    String both = of("alrc", "both");
    assertTrue(both.contains("is clipped to that limit, and one as far below it is raised"), both);
    String skip =
        "n is the threshold of loss skipping: a step whose mean loss is more than n standard"
            + " deviations above the running mean is not applied; n = ∞ is training without it.";
    assertEquals(List.of(skip), sentences(Map.of("rule", "skip", "deviations", 3.0)));
  }

  @Test
  void aChainHasTheSentencesOfItsRules() {
    List<String> chain = sentences(Map.of("rule", "skip+alrc", "deviations", 3.0));
    assertEquals(2, chain.size());
    assertTrue(chain.get(0).contains("(ALRC)") && chain.get(1).contains("loss skipping"));
    assertEquals(List.of(), sentences(Map.of("rule", "huber")));
  }
}
