package alrc.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.gradient.GradientRule;
import alrc.core.optimizer.Optimizer;
import alrc.core.record.RecordSink;
import alrc.core.study.Samples;
import alrc.core.study.Study;
import alrc.settings.Kinds;
import alrc.settings.SettingMistake;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every gradient rule and optimizer promises in a training beside others. */
class CatalogueTest {
  private static TrialSettings settings(String more) {
    String yaml =
        "study: s\ndata: {kind: synthetic, images: 50}\n"
            + "model: {kind: supersampling, width: 0.03125}\n"
            + "iterations: 15\nsummary: {last: 5}\ncurve: {boxcar: 5}\nkernel: stacked\n";
    return Study.parse(yaml + more, "s").cells().get(0).settings();
  }

  private static List<TrialSettings> all() {
    List<TrialSettings> all = new ArrayList<>();
    for (Kinds.Kind kind : Samples.kinds(GradientRule.class)) {
      String batch = kind.name().startsWith("per-example") ? "batch: 2\n" : "";
      all.add(settings(batch + "gradient: [{" + Samples.section(kind) + "}]\n"));
    }
    for (Kinds.Kind kind : Samples.kinds(Optimizer.class)) {
      all.add(settings("optimizer: {" + Samples.section(kind) + "}\n"));
    }
    all.add(settings("gradient: [{kind: sam, radius: 2}]\n"));
    return all;
  }

  /** Those that can be trained side by side: per-example rules, sam, and all others. */
  private static Collection<List<TrialSettings>> together() {
    Map<StepForm, List<TrialSettings>> byForm = new LinkedHashMap<>();
    for (TrialSettings each : all()) {
      byForm.computeIfAbsent(each.form(), any -> new ArrayList<>()).add(each);
    }
    assertEquals(3, byForm.size());
    return byForm.values();
  }

  @Test
  void noKindChangesALossOfItsNeighbours() {
    for (List<TrialSettings> all : together()) {
      assertTrue(all.size() > 1, all + " have no neighbours");
      List<Long> seeds = all.stream().map(each -> 5L).toList();
      List<List<Double>> alone = new ArrayList<>();
      for (TrialSettings each : all) {
        alone.addAll(CohortTest.losses(List.of(each), List.of(5L)));
      }
      assertEquals(alone, CohortTest.losses(all, seeds));
    }
  }

  @Test
  void aStepOfAnotherFormIsRefusedBesideOthers() {
    List<TrialSettings> two = List.of(settings(""), settings("gradient: sam\n"));
    assertThrows(SettingMistake.class, () -> CohortTest.losses(two, List.of(5L, 5L)));
  }

  /** Schedule-Free keeps the mean of its points; other optimizers keep what trains. */
  @Test
  void whatIsKeptIsWhatTheOptimizerSays() {
    for (String optimizer : List.of("adam", "schedule-free")) {
      List<Boolean> same = new ArrayList<>();
      CheckpointPlan plan =
          CheckpointPlan.everySteps(
              7,
              (whose, made) -> {
                try (MemberRun run = new MemberRun(whose, ComputeDevice.CPU)) {
                  made.restore(run, NumericPlatform.of(ComputeDevice.CPU));
                  same.add(Arrays.equals(run.parameters(), run.kept()));
                }
              });
      TrialSettings settings = settings("optimizer: " + optimizer + "\n");
      Member member = new Member(settings, 3, Trials.synthetic(), RecordSink.NONE);
      TrainingLoop.run(List.of(member), ComputeDevice.CPU, plan);
      boolean adam = optimizer.equals("adam");
      assertEquals(List.of(adam, adam), same, optimizer);
    }
  }

  @Test
  void theUpdateIsLimitedBeforeTheRate() {
    // a limit far over one in a study whose rate is 1e-3 changes nothing; one far under it does
    List<TrialSettings> three =
        List.of(
            settings(""),
            settings("gradient: [{kind: update-rms, limit: 50}]\n"),
            settings("gradient: [{kind: update-rms, limit: 0.01}]\n"));
    List<List<Double>> losses = CohortTest.losses(three, List.of(5L, 5L, 5L));
    assertEquals(losses.get(0), losses.get(1));
    assertNotEquals(losses.get(0), losses.get(2));
  }
}
