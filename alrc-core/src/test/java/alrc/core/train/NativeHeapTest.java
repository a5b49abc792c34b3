package alrc.core.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.loss.QuarticError;
import alrc.core.lossrule.NoRule;
import alrc.core.model.SupersamplingNet;
import alrc.core.optimizer.Optimizers;
import alrc.core.record.RecordSink;
import alrc.core.schedule.Course;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class NativeHeapTest {
  private static final Path STATUS = Path.of("/proc/self/stat");

  /** Left to itself, glibc takes some 6,000 in a step. */
  private static final long FAULTS_PER_STEP = 300;

  @Test
  void warmStepsTakeNoFreshPages() throws Exception {
    Assumptions.assumeTrue(Files.exists(STATUS), "page faults are read from /proc");
    Assumptions.assumeTrue(NativeHeap.keepFreed(), "this is no glibc, or the environment rules");
    Course rate = Course.constant(1e-3);
    TrialSettings settings =
        new TrialSettings(
            new SupersamplingNet(0.125, 1),
            new QuarticError(1),
            new NoRule(),
            Optimizers.adam(1e-3, 0.9, 0.999, 1e-8),
            rate,
            16,
            100,
            100,
            50,
            KernelForm.SINGLE);
    Member member = new Member(settings, 0, Trials.synthetic(), RecordSink.NONE);
    try (MemberRun run = MemberRun.begun(member, ComputeDevice.CPU);
        Cohort cohort = new Cohort(List.of(run), ComputeDevice.CPU)) {
      steps(cohort, 10);
      long before = faults();
      steps(cohort, 20);
      long perStep = (faults() - before) / 20;
      assertTrue(perStep < FAULTS_PER_STEP, perStep + " page faults a step");
    }
  }

  private static void steps(Cohort cohort, int count) {
    for (int i = 0; i < count; i++) {
      cohort.step();
    }
  }

  /** Minor page faults of this process so far: the eighth word after its name. */
  private static long faults() throws Exception {
    String line = Files.readString(STATUS);
    return Long.parseLong(line.substring(line.lastIndexOf(')') + 2).split(" ")[7]);
  }
}
