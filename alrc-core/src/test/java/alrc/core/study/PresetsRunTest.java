package alrc.core.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.data.BatchSource;
import alrc.core.data.PartialScanBatches;
import alrc.core.data.SupersamplingBatches;
import alrc.core.data.SyntheticImages;
import alrc.core.data.SyntheticScans;
import alrc.core.data.TrainingData;
import alrc.core.model.Task;
import alrc.core.record.Outcome;
import alrc.core.record.RecordSink;
import alrc.core.train.CheckpointPlan;
import alrc.core.train.ComputeDevice;
import alrc.core.train.Member;
import alrc.core.train.TrainingLoop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shipped study for a CPU trains: each of its cells, shortened, on images made here. */
class PresetsRunTest {
  private static final int ITERATIONS = 4;

  static List<String> small() {
    return Study.presetNames().stream().filter(name -> name.endsWith("-small")).toList();
  }

  @ParameterizedTest
  @MethodSource("small")
  void everyCellTrains(String name) {
    String shortened =
        Study.presetText(name)
            .replaceAll("(?m)^iterations: .*", "iterations: " + ITERATIONS)
            .replaceAll("(?m)^summary: .*", "summary: {last: " + ITERATIONS + "}");
    for (Cell cell : Study.parse(shortened, name).cells()) {
      List<Double> losses = new ArrayList<>();
      RecordSink sink = record -> losses.add(record.loss());
      Member member = new Member(cell.settings(), 0, source(cell.trainingData()), sink);
      Outcome outcome =
          TrainingLoop.run(List.of(member), ComputeDevice.CPU, CheckpointPlan.NONE).get(0);
      assertEquals("completed", outcome.status(), cell.json());
      assertEquals(ITERATIONS, losses.size());
      assertTrue(losses.stream().allMatch(loss -> loss > 0 && loss < 1000), losses + cell.json());
    }
  }

  private static BatchSource source(TrainingData data) {
    if (data.task() instanceof Task.Completion completion) {
      return new PartialScanBatches(new SyntheticScans(8, completion.side(), 0));
    }
    SyntheticImages images = new SyntheticImages(50, data.spec().channels(), 0);
    return new SupersamplingBatches(images, data.spec().augmentation());
  }
}
