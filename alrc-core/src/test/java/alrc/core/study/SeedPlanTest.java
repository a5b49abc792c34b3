package alrc.core.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.lossrule.LossSkip;
import alrc.core.stats.SignTest.Decision;
import alrc.core.stats.SignTest.Tally;
import alrc.settings.SettingMistake;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeedPlanTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;
  private static final String TWO_BATCHES =
      """
      batch: [1, 4]
      rule: {kind: alrc, deviations: [2, 3, .inf]}
      seeds: {start: 10, until: decided, at-most: 22, step: 5}
      """;

  private static Study study(String more) {
    return Study.parse("study: s\ndata: {kind: synthetic}\n" + more, "s.yaml");
  }

  private static SeedPlan plan(Study study) {
    return new SeedPlan(study, cell -> "digest");
  }

  /** What trials came to: an error, or given up where it is empty. */
  private static final class Known implements SeedPlan.Results {
    final Map<String, OptionalDouble> errors = new HashMap<>();

    @Override
    public boolean pending(Trial trial) {
      return !errors.containsKey(trial.id());
    }

    @Override
    public OptionalDouble error(Trial trial) {
      return errors.get(trial.id());
    }
  }

  /** At batch 1 n = 2 is always better and n = 3 as often as not; at batch 4 all are equal. */
  private static OptionalDouble error(Trial trial) {
    double deviations = Studies.deviations(trial.cell());
    boolean known = trial.cell().batch() == 1 && deviations < INFINITE;
    double gain = !known ? 0 : deviations == 2 || trial.seed() % 2 == 0 ? 1 : -1;
    return OptionalDouble.of(100 - gain);
  }

  private static String seeds(List<Trial> trials) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    trials.forEach(
        trial ->
            counts.merge(
                trial.cell().batch() + ":" + Studies.deviations(trial.cell()), 1, Integer::sum));
    return counts.toString();
  }

  private static String decisions(SeedPlan.Asked asked) {
    return asked.standings().stream()
        .map(one -> one.seeds() + " " + (one.pending() ? "pending" : one.decision().word()))
        .toList()
        .toString();
  }

  @Test
  void onlyUndecidedComparisonsGoOn() {
    SeedPlan plan = plan(study(TWO_BATCHES));
    Known known = new Known();
    assertEquals("[10 pending, 10 pending, 10 pending, 10 pending]", decisions(plan.asked(known)));
    plan.asked(known).trials().forEach(trial -> known.errors.put(trial.id(), error(trial)));
    assertEquals(60, known.errors.size());
    SeedPlan.Asked second = plan.asked(known);
    assertEquals("[10 better, 10 equal, 15 pending, 10 equal]", decisions(second));
    assertEquals(
        "{1:2.0=10, 4:2.0=10, 1:3.0=15, 4:3.0=10, 1:Infinity=15, 4:Infinity=10}",
        seeds(second.trials()));
    assertEquals(new Tally(5, 5, 0), second.standings().get(2).pairs());
    for (SeedPlan.Asked asked = second; ; asked = plan.asked(known)) {
      List<Trial> pending = asked.trials().stream().filter(known::pending).toList();
      if (pending.isEmpty()) {
        assertEquals("[10 better, 10 equal, 22 undecided, 10 equal]", decisions(asked));
        assertEquals(
            "4 comparisons: 3 decided, 1 undecided after all their seeds, 0 pending",
            asked.words());
        assertEquals(84, asked.trials().size());
        return;
      }
      pending.forEach(trial -> known.errors.put(trial.id(), error(trial)));
    }
  }

  /** Trials end in any order, the driver is killed at any moment: the same trials are asked for. */
  @Test
  void neitherOrderNorKillsPlayAPart() {
    String expected = null;
    for (int order = 0; order < 3; order++) {
      SeedPlan plan = plan(study(TWO_BATCHES));
      Random random = new Random(order);
      Known known = new Known();
      while (true) {
        List<Trial> pending = plan.asked(known).trials().stream().filter(known::pending).toList();
        if (pending.isEmpty()) {
          break;
        }
        Trial next = pending.get(random.nextInt(pending.size()));
        known.errors.put(next.id(), error(next));
      }
      String end = decisions(plan.asked(known)) + known.errors.keySet().stream().sorted().toList();
      expected = expected == null ? end : expected;
      assertEquals(expected, end);
    }
  }

  @Test
  void seedsBeyondALookDoNotChangeWhatItDecided() {
    Study study = study("rule: {kind: alrc, deviations: [2, .inf]}\n" + seeds(10, 30));
    SeedPlan plan = plan(study);
    Known known = new Known();
    for (Cell cell : study.cells()) {
      for (long seed = 0; seed < 30; seed++) {
        boolean clipped = Studies.deviations(cell) < INFINITE;
        double error = clipped ? (seed < 10 ? 0 : 2) : 1;
        known.errors.put(new Trial(cell, seed, "digest").id(), OptionalDouble.of(error));
      }
    }
    SeedPlan.Asked asked = plan.asked(known);
    assertEquals("[10 better]", decisions(asked));
    assertEquals(20, asked.trials().size());
  }

  @Test
  void trialsThatWereGivenUpLeaveTheirPairOut() {
    Study study = study("rule: {kind: alrc, deviations: [2, .inf]}\n" + seeds(10, 12));
    Known known = new Known();
    for (Cell cell : study.cells()) {
      for (long seed = 0; seed < 12; seed++) {
        boolean lost = seed == 3 && Studies.deviations(cell) == 2;
        double error = Studies.deviations(cell) < INFINITE ? 1 : INFINITE;
        known.errors.put(
            new Trial(cell, seed, "digest").id(),
            lost ? OptionalDouble.empty() : OptionalDouble.of(error));
      }
    }
    SeedPlan.Standing standing = plan(study).asked(known).standings().get(0);
    assertEquals(new Tally(9, 0, 0), standing.pairs());
    assertEquals(Decision.BETTER, standing.decision(), "2^9 / 10 > 20");
    assertFalse(standing.pending());
  }

  @Test
  void theBaselineDiffersInItsDeviationsAlone() {
    List<Cell> cells =
        study(
                """
                loss: [squared, quartic]
                rule:
                  - {kind: alrc, deviations: [2, .inf], decay: [0.9, 0.99]}
                  - {kind: chain, rules: [{kind: huber, threshold: 1}, {kind: alrc, deviations: [3, .inf]}]}
                  - {kind: skip, deviations: 4}
                  - none
                  - {kind: huber, threshold: 2}
                """)
            .cells();
    List<Comparison> comparisons = Comparison.among(cells);
    assertEquals(8, comparisons.size());
    for (Comparison one : comparisons) {
      assertEquals(Studies.kind(one.cell(), "loss"), Studies.kind(one.baseline(), "loss"));
      if (one.cell().rule() instanceof LossSkip) {
        assertEquals(
            "none",
            Studies.kind(one.baseline(), "rule"),
            "no ∞ in the study, so the one without a rule");
      } else {
        assertEquals(Studies.kind(one.cell(), "rule"), Studies.kind(one.baseline(), "rule"));
        assertEquals(one.cell().rule().withoutClipping(), one.baseline().rule());
      }
    }
  }

  private static String seeds(int start, int most) {
    return "seeds: {start: " + start + ", until: decided, at-most: " + most + "}\n";
  }

  @Test
  void theSeedsHaveACanonicalFormThatReadsBack() {
    Study study = study("rule: {kind: alrc, deviations: [2, .inf]}\n" + seeds(10, 50));
    assertEquals(new Seeds.UntilDecided(10, 5, 50, 0.05), study.seeds());
    assertTrue(
        study
            .canonicalJson()
            .contains("\"seeds\":{\"start\":10,\"until\":\"decided\",\"at-most\":50,\"step\":5,"),
        study.canonicalJson());
    assertEquals(study, Study.fromJson(study.canonicalJson()));
    assertEquals(20, study.trials(data -> "d").size());
    Study range = study("seeds: {from: 7, to: 9}");
    assertEquals(List.of(7L, 8L, 9L), range.seeds().first());
    assertEquals(range, Study.fromJson(range.canonicalJson()));
  }

  @Test
  void planlessSeedsAreRefused() {
    refused("s.yaml:3: seeds: until decided needs a cell whose rule has deviations", seeds(3, 9));
    String rule = "rule: {kind: alrc, deviations: [2, .inf]}\n";
    refused("seeds.at-most: 9 must be at least start (10)", rule + seeds(10, 9));
    String plan = rule + "seeds: {start: 1, at-most: 2, until: ";
    refused("seeds.until: 'forever' must be one of [decided]", plan + "forever}");
    refused("seeds.level: 1.0 must be in (0, 1)", plan + "decided, level: 1}");
    refused(
        "seeds.start: a list of 2 must be a whole number",
        rule + "seeds: {start: [1, 2], until: decided, at-most: 2}");
    refused("seeds.to: 3 must be at least from (4)", "seeds: {from: 4, to: 3}");
    refused("seeds.till: unknown field", "seeds: {start: 1, till: decided}");
  }

  private static void refused(String rule, String study) {
    String told = assertThrows(SettingMistake.class, () -> study(study)).getMessage();
    assertTrue(told.contains(rule), told);
  }
}
