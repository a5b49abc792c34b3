package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import alrc.core.study.Study;
import alrc.core.train.CheckpointPlan;
import alrc.core.train.ComputeDevice;
import alrc.core.train.Member;
import alrc.core.train.TrainingLoop;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.Recorded;
import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.process.Alrc;
import alrc.jobs.process.InProcess;
import alrc.jobs.spark.SparkSettings;
import alrc.jobs.spark.sweep.SweepJob;
import alrc.jobs.spark.sweep.SweepSettings;
import alrc.jobs.spark.sweep.Training;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device that has no memory left, or that no longer answers: no trial is blamed for it. */
class FailingDeviceTest {
  private static final String STUDY =
      """
      study: narrow
      data: {kind: synthetic, images: 4}
      model: {kind: supersampling, width: 0.03125}
      iterations: 4
      seeds: 7
      summary: {last: 2}
      curve: {boxcar: 1}
      """;

  private static final Queue<Integer> SIZES = new ConcurrentLinkedQueue<>();

  @TempDir Path folder;

  /** Asks the real allocator for more than there is where more than two are trained together. */
  private static void trainTwo(List<Member> members, ComputeDevice device, CheckpointPlan plan) {
    SIZES.add(members.size());
    if (members.size() > 2) {
      try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
        manager.zeros(new Shape(1L << 45));
      }
    }
    TrainingLoop.run(members, device, plan);
  }

  private static void trainNone(List<Member> members, ComputeDevice device, CheckpointPlan plan) {
    throw new EngineException("CUDA error: unspecified launch failure");
  }

  private SweepJob job(String name, Training training) {
    String output = StorageSettings.local().open().absolute(folder.resolve(name).toString());
    return new SweepJob(
        Study.parse(STUDY, "study.yaml"),
        output,
        new SparkSettings("local[1]", Map.of()),
        new SweepSettings(7, 60, 3),
        training);
  }

  @Test
  void aCohortThatDoesNotFitIsTrainedInHalvesAndRecordsTheirSize() throws Exception {
    SIZES.clear();
    assertEquals(7, job("halves", FailingDeviceTest::trainTwo).run().counts().completed());
    assertEquals(List.of(7, 4, 2, 2, 2, 1), List.copyOf(SIZES));
    assertTrue(Files.notExists(folder.resolve("halves/failures")), "no attempt failed");
    Storage storage = StorageSettings.local().open();
    SweepFolder output = new SweepFolder(storage, folder.resolve("halves").toString());
    Recorded recorded = new Ledger(output).recorded();
    for (Map<String, Object> row : recorded.summaries(List.copyOf(recorded.finished()))) {
      assertTrue((int) row.get("cohort_size") <= 2, row::toString);
    }
  }

  @Test
  void aProcessorRefusesTf32AndNoAttemptCounts() throws Exception {
    Path study =
        Files.writeString(folder.resolve("study.yaml"), STUDY + "precision: [float32, tf32]\n");
    Path out = folder.resolve("tf32");
    Alrc.Finished run =
        InProcess.run("sweep", study.toString(), "--output", out.toString(), "--device", "cpu");
    assertEquals(2, run.status(), run::err);
    String last = run.err().lines().reduce("", (before, line) -> line);
    assertEquals("alrc: precision: tf32 must be float32 or float16 on a processor", last);
    assertTrue(Files.notExists(out.resolve("failures")), "no attempt failed");
  }

  @Test
  void aDeviceThatNoLongerAnswersEndsTheSweepAndNoAttemptCounts() {
    Exception ended =
        assertThrows(Exception.class, () -> job("lost", FailingDeviceTest::trainNone).run());
    String words = String.valueOf(ended.getMessage());
    assertTrue(words.contains("no longer answers (CUDA error: unspecified launch"), words);
    assertFalse(Files.exists(folder.resolve("lost/failures")), "no attempt failed");
    assertTrue(Files.exists(folder.resolve("lost/study.json")));
  }
}
