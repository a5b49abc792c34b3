package alrc.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.SharedData;
import alrc.core.data.Augmentation;
import alrc.core.data.BatchSource;
import alrc.core.data.CifarRecords;
import alrc.core.data.SupersamplingBatches;
import alrc.core.data.SyntheticImages;
import alrc.core.loss.Loss;
import alrc.core.loss.PowerError;
import alrc.core.lossrule.Alrc;
import alrc.core.lossrule.AlrcStart;
import alrc.core.lossrule.NoRule;
import alrc.core.record.CurvePoint;
import alrc.core.record.Outcome;
import alrc.core.record.RecordSink;
import alrc.core.record.Spike;
import alrc.core.record.StepRecord;
import alrc.core.record.TrialResult;
import alrc.core.study.Study;
import alrc.settings.SettingMistake;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingLoopTest {
  /** Of an undisturbed trial, seed 3. */
  private static final List<Double> PLAIN = Trials.losses(Trials.plain(130), 3);

  @Test
  void theSameTrialTwiceIsBitIdentical() {
    assertEquals(PLAIN, Trials.losses(Trials.plain(130), 3));
  }

  @Test
  void differentSeedsDiffer() {
    assertNotEquals(PLAIN.get(0), Trials.losses(Trials.plain(1), 4).get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RAW", "CLIPPED"})
  void infiniteDeviationsAreBitIdenticalToNoRule(Alrc.Moments moments) {
    AlrcStart start = new AlrcStart.Given(1e-3, 1e-2);
    Alrc off = new Alrc(Double.POSITIVE_INFINITY, 0.9, moments, 1e-8, start);
    assertEquals(PLAIN, Trials.losses(Trials.of(off, 130), 3));
  }

  @Test
  void aLimitThatIsNeverReachedIsBitIdenticalToNoRule() {
    AlrcStart start = new AlrcStart.Given(1e3, 1e8);
    Alrc high = new Alrc(3, 0.999, Alrc.Moments.RAW, 1e-8, start);
    assertEquals(PLAIN, Trials.losses(Trials.of(high, 130), 3));
  }

  @Test
  void clippingChangesTheTraining() {
    AlrcStart start = new AlrcStart.Given(1e-3, 1e-5);
    Alrc low = new Alrc(0, 0.9999, Alrc.Moments.CLIPPED, 1e-8, start);
    List<Double> clipped = Trials.losses(Trials.of(low, 20), 3);
    assertEquals(PLAIN.get(0), clipped.get(0), "the recorded error is the unclipped one");
    assertNotEquals(PLAIN.subList(0, 20), clipped);
  }

  @Test
  void trialsInTwoThreadsAtOnceAreBitIdenticalToSoloOnes() throws Exception {
    TrialSettings alrc = Trials.of(Alrc.paper(0), 130);
    List<Double> solo = Trials.losses(alrc, 2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<List<Double>> first = threads.submit(() -> Trials.losses(Trials.plain(130), 3));
      Future<List<Double>> second = threads.submit(() -> Trials.losses(alrc, 2));
      assertEquals(List.of(PLAIN, solo), List.of(first.get(), second.get()));
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void oneBatchCanBeOverfitted(int power) {
    BatchSource one = new SupersamplingBatches(new SyntheticImages(1, 1, 7), flipless());
    Loss loss = new PowerError(power, 1);
    List<Double> losses = new ArrayList<>();
    TrainingLoop.run(
        Trials.of(loss, new NoRule(), 5e-3, 1, 250),
        2,
        one,
        record -> losses.add(record.loss()),
        ComputeDevice.CPU);
    assertTrue(losses.get(249) < losses.get(0) / 4, losses.get(0) + " to " + losses.get(249));
  }

  private static Augmentation flipless() {
    return new Augmentation(Augmentation.Flip.NONE, 0, List.of(1.0, 1.0));
  }

  @Test
  void aCompletedTrialAccountsForItsIterations() {
    List<StepRecord> records = new ArrayList<>();
    Outcome outcome =
        TrainingLoop.run(
            Trials.of(Alrc.paper(0), 260), 0, Trials.synthetic(), records::add, ComputeDevice.CPU);
    TrialResult result = assertInstanceOf(Outcome.Completed.class, outcome).result();
    assertEquals("completed", outcome.status());
    assertEquals(260, result.iterationsDone());
    assertEquals(260, records.size());
    assertEquals(
        List.of(50L, 100L, 150L, 200L, 250L),
        result.curve().stream().map(CurvePoint::iteration).toList());
    double clipped = records.stream().mapToDouble(StepRecord::clipped).sum();
    assertTrue(clipped > 0, "a threshold of 0 clips");
    assertEquals(clipped / (2.0 * 260), result.clipFraction());
    assertEquals(records.stream().filter(r -> r.clipped() > 0).count(), result.spikes());
    assertEquals(0, result.curve().get(1).clipped(), "the first 100 iterations are not clipped");
    Spike worst = result.worstSpikes().get(0);
    assertTrue(worst.exampleId().startsWith("synthetic#") && worst.loss() > worst.limit());
  }

  @Test
  void realRecordsTrainForSomeSteps() {
    String path = SharedData.shared("data/cifar-10-batches-bin").toString();
    String yaml =
        "study: s\ndata: {kind: cifar10, path: x}\nmodel: {kind: supersampling, width: 0.03125}\n"
            + "batch: 2\niterations: 20\nsummary: {last: 5}\ncurve: {boxcar: 10}";
    Study study = Study.parse(yaml, "s.yaml").withDataPaths(relative -> path);
    BatchSource source =
        new SupersamplingBatches(
            CifarRecords.read(java.nio.file.Path.of(path)),
            study.data().get(0).spec().augmentation());
    Outcome outcome =
        TrainingLoop.run(
            study.cells().get(0).settings(), 0, source, RecordSink.NONE, ComputeDevice.CPU);
    TrialResult result = assertInstanceOf(Outcome.Completed.class, outcome).result();
    assertEquals(2, result.curve().size());
    assertTrue(result.curve().get(1).loss() < result.curve().get(0).loss());
  }

  @Test
  void aTrialStopsWhenItsSinkAsksForIt() {
    RecordSink sink =
        new RecordSink() {
          @Override
          public void step(StepRecord record) {}

          @Override
          public boolean stopRequested() {
            return true;
          }
        };
    TrialSettings plain = Trials.plain(10_000);
    Exception e =
        assertThrows(
            TrialStoppedException.class,
            () -> TrainingLoop.run(plain, 0, Trials.synthetic(), sink, ComputeDevice.CPU));
    assertEquals("stopped after 64 iterations", e.getMessage());
  }

  @Test
  void aModelForOtherChannelsIsRefused() {
    BatchSource colour = new SupersamplingBatches(new SyntheticImages(2, 3, 0), flipless());
    TrialSettings plain = Trials.plain(1);
    Exception e =
        assertThrows(
            SettingMistake.class,
            () -> TrainingLoop.run(plain, 0, colour, RecordSink.NONE, ComputeDevice.CPU));
    assertEquals("channels: 1 of the model must equal the 3 of the data", e.getMessage());
  }

  @Test
  void aGpuThatIsNotThereIsRefusedAndNotReplaced() {
    ComputeDevice absent = ComputeDevice.gpu(ComputeDevice.gpuCount());
    TrialSettings plain = Trials.plain(1);
    Exception e =
        assertThrows(
            SettingMistake.class,
            () -> TrainingLoop.run(plain, 0, Trials.synthetic(), RecordSink.NONE, absent));
    assertTrue(e.getMessage().startsWith("device: gpu:"), e.getMessage());
    assertThrows(SettingMistake.class, () -> new ComputeDevice("tpu"));
  }

  @Test
  void thePlatformIsNamed() {
    NumericPlatform platform = NumericPlatform.of(ComputeDevice.CPU);
    assertEquals("cpu", platform.device());
    assertTrue(platform.engine().startsWith("pytorch-2.7.1/djl-0.35.1"), platform.engine());
    assertFalse(platform.cpuIsa().isBlank());
    assertEquals(1, platform.threads());
  }
}
