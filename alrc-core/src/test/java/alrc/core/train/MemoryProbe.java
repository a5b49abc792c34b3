package alrc.core.train;

import alrc.core.data.Augmentation;
import alrc.core.data.BatchSource;
import alrc.core.data.PartialScanBatches;
import alrc.core.data.SupersamplingBatches;
import alrc.core.data.SyntheticImages;
import alrc.core.data.SyntheticScans;
import alrc.core.loss.QuarticError;
import alrc.core.loss.SquaredError;
import alrc.core.lossrule.Alrc;
import alrc.core.model.Fill;
import alrc.core.model.InitialWeights;
import alrc.core.model.PartialScanNet;
import alrc.core.optimizer.Optimizers;
import alrc.core.record.RecordSink;
import alrc.core.schedule.Course;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A process of its own, with a heap of fixed and touched size, that trains and prints what it holds
 * before and after: so what its resident memory grows by is native.
 */
public final class MemoryProbe {
  private MemoryProbe() {}

  /**
   * Arguments: {@code supersampling}, or {@code fill} for the partial-scan network with filled
   * scans; steps of warm-up, steps after it.
   */
  public static void main(String[] arguments) throws IOException {
    long warmUp = Long.parseLong(arguments[1]);
    long steps = Long.parseLong(arguments[2]);
    Member member =
        arguments[0].equals("fill") ? filling(warmUp + steps) : supersampling(warmUp + steps);
    try (MemberRun run = MemberRun.begun(member, ComputeDevice.CPU);
        Cohort cohort = new Cohort(List.of(run), ComputeDevice.CPU)) {
      train(cohort, warmUp);
      System.out.println("before " + heapBytes() + " " + residentBytes());
      train(cohort, steps);
      System.out.println("after " + heapBytes() + " " + residentBytes());
    }
  }

  private static Member supersampling(long steps) {
    BatchSource source =
        new SupersamplingBatches(new SyntheticImages(16, 1, 0), Augmentation.flipOnly());
    TrialSettings settings = Trials.of(new QuarticError(1), Alrc.paper(2), 1e-3, 1, steps);
    return new Member(settings, 0, source, RecordSink.NONE);
  }

  private static Member filling(long steps) {
    TrialSettings settings =
        new TrialSettings(
            new PartialScanNet(Trials.TINY, 64, InitialWeights.NORMAL, Fill.PARTIAL_SCAN),
            new SquaredError(200),
            Alrc.paper(2),
            Optimizers.adam(1e-3, 0.9, 0.999, 1e-8),
            Course.constant(1e-3),
            1,
            steps,
            100,
            50,
            KernelForm.SINGLE);
    BatchSource scans = new PartialScanBatches(new SyntheticScans(16, 64, 0));
    return new Member(settings, 0, scans, RecordSink.NONE);
  }

  private static void train(Cohort cohort, long steps) {
    for (long i = 0; i < steps; i++) {
      cohort.step();
      if (cohort.logFull()) {
        cohort.read();
      }
    }
    cohort.read();
  }

  /** What is still in use on the heap when all that can be collected was. */
  private static long heapBytes() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  private static long residentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"), StandardCharsets.UTF_8)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    throw new IOException("no VmRSS in /proc/self/status");
  }
}
