package alrc.core.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.data.Augmentation;
import alrc.core.data.BatchSource;
import alrc.core.data.Images;
import alrc.core.data.SupersamplingBatches;
import alrc.core.lossrule.Alrc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class MemoryTest {
  private static final long WARM_UP = 1_000;
  private static final long STEPS = 5_000;
  private static final double NATIVE_SLACK_MIB = 24;
  private static final double HEAP_SLACK_MIB = 8;

  /** 8×8 images, so that a step is short. */
  private record TinyImages() implements Images {
    @Override
    public int count() {
      return 16;
    }

    @Override
    public int channels() {
      return 1;
    }

    @Override
    public int side() {
      return 8;
    }

    @Override
    public void copy(int index, float[] destination) {
      for (int i = 0; i < 64; i++) {
        destination[i] = (i * 37 + index * 11) % 17;
      }
    }

    @Override
    public String id(int index) {
      return "tiny#" + index;
    }

    @Override
    public String digest() {
      return "tiny";
    }
  }

  @Test
  void fiveThousandStepsLeaveNothingBehind() throws IOException {
    Path status = Path.of("/proc/self/status");
    Assumptions.assumeTrue(Files.exists(status), "resident memory is read from " + status);
    BatchSource source = new SupersamplingBatches(new TinyImages(), Augmentation.flipOnly());
    TrialSettings settings = Trials.of(Alrc.paper(2), WARM_UP + STEPS);
    try (TrialState state = new TrialState(settings, 0, source, ComputeDevice.CPU)) {
      train(state, source, 0, WARM_UP);
      double heapBefore = heapMiB();
      double residentBefore = residentMiB(status);
      train(state, source, WARM_UP, WARM_UP + STEPS);
      double heapGrowth = heapMiB() - heapBefore;
      double residentGrowth = residentMiB(status) - residentBefore;
      assertTrue(heapGrowth < HEAP_SLACK_MIB, "heap grew by " + heapGrowth + " MiB");
      assertTrue(residentGrowth < NATIVE_SLACK_MIB, "resident grew by " + residentGrowth + " MiB");
    }
  }

  private static void train(TrialState state, BatchSource source, long from, long until) {
    for (long i = from; i < until; i++) {
      state.step(source.batch(0, i, 2), i);
      if (state.log().full()) {
        state.log().read();
      }
    }
    state.log().read();
  }

  /** What is still in use on the heap when all that can be collected was. */
  private static double heapMiB() {
    Runtime runtime = Runtime.getRuntime();
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least / (1 << 20);
  }

  /** Resident memory of the process, less the heap that the collector holds. */
  private static double residentMiB(Path status) throws IOException {
    List<String> lines = Files.readAllLines(status, StandardCharsets.UTF_8);
    for (String line : lines) {
      if (line.startsWith("VmRSS:")) {
        double resident = Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
        return resident - (double) Runtime.getRuntime().totalMemory() / (1 << 20);
      }
    }
    throw new IOException("no VmRSS in " + status);
  }
}
