import alrc.core.data.Augmentation;
import alrc.core.data.BatchSource;
import alrc.core.data.SupersamplingBatches;
import alrc.core.data.SyntheticImages;
import alrc.core.record.RecordSink;
import alrc.core.study.Study;
import alrc.core.train.CheckpointPlan;
import alrc.core.train.ComputeDevice;
import alrc.core.train.Member;
import alrc.core.train.TrainingLoop;
import alrc.core.train.TrialSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** usage: TrialMemory STEPS TRIALS    a cohort of two over STEPS steps, then TRIALS trials of 100 steps one after another; MiB held, in one JSON line */
public class TrialMemory {
  private static final BatchSource DATA = new SupersamplingBatches(new SyntheticImages(64, 1, 0), Augmentation.flipOnly());
  private static final List<String> HELD = new ArrayList<>();

  public static void main(String[] a) throws Exception {
    long steps = Long.parseLong(a[0]);
    int trials = Integer.parseInt(a[1]);
    train("stacked", 2, 5_000, 0);
    hold("long-0");
    train("stacked", 2, steps, steps / 5);
    for (int i = 0; i < trials; i++) {
      train(i % 2 == 0 ? "single" : "stacked", 1 + i % 2, 100, 0);
      if (i == trials / 10 || i == trials / 2 || i == trials - 1) hold("trial-" + (i + 1));
    }
    System.out.println("{\"benchmark\":\"memory\",\"steps\":" + steps + ",\"trials\":" + trials + ",\"held_mib\":{" + String.join(",", HELD) + "}}");
  }

  private static void train(String form, int members, long steps, long every) {
    String yaml = "study: memory\ndata: {kind: synthetic, images: 64}\nmodel: {kind: supersampling, width: 0.03125}\nloss: quartic\n"
        + "rule: {kind: alrc, deviations: 2}\nkernel: " + form + "\niterations: " + steps + "\nseeds: 1\n";
    TrialSettings settings = Study.parse(yaml, "memory").cells().get(0).settings();
    List<Member> cohort = new ArrayList<>();
    for (int k = 0; k < members; k++) {
      boolean watched = k == 0 && every > 0;
      RecordSink sink = record -> { if (watched && record.iteration() % every == 0) hold("step-" + record.iteration()); };
      cohort.add(new Member(settings, k, DATA, sink));
    }
    TrainingLoop.run(cohort, ComputeDevice.CPU, CheckpointPlan.NONE);
  }

  private static void hold(String when) {
    System.gc();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    try {
      long resident = Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElse(-1024);
      HELD.add(String.format(Locale.ROOT, "\"%s\":[%.2f,%.1f]", when, (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0, resident / 1024.0));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
