import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import alrc.core.data.Augmentation;
import alrc.core.data.Batch;
import alrc.core.data.BatchSource;
import alrc.core.data.ImageShape;
import alrc.core.data.SupersamplingBatches;
import alrc.core.data.SyntheticImages;
import alrc.core.lossrule.Alrc;
import alrc.core.lossrule.LossRule;
import alrc.core.record.RecordSink;
import alrc.core.study.Study;
import alrc.core.train.CheckpointPlan;
import alrc.core.train.ComputeDevice;
import alrc.core.train.Member;
import alrc.core.train.TrainingLoop;
import alrc.core.train.TrialSettings;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CyclicBarrier;

/**
 * usage: StepSpeed WIDTH BATCH FORM K THREADS [DEVICE]
 *
 * <p>Trains THREADS cohorts of K trials. Each line "SECONDS" on standard input lets them run for so
 * long and prints replica-steps per second; between lines they rest. "peak" prints GFLOP/s of the
 * engine's matrix product, "rule" microseconds of one ALRC step.
 */
public class StepSpeed {
  public static void main(String[] a) throws Exception {
    String yaml =
        "study: step\n"
            + "data: {kind: synthetic, images: 64, channels: 3}\n"
            + "model: {kind: supersampling, width: "
            + a[0]
            + "}\n"
            + "loss: quartic\n"
            + "rule: {kind: alrc, deviations: 3, start: {mean: 25, square: 900}}\n"
            + "batch: "
            + a[1]
            + "\nkernel: "
            + a[2]
            + "\niterations: 100000000\nsummary: {last: 100}\nseeds: 1\n";
    TrialSettings settings = Study.parse(yaml, "step").cells().get(0).settings();
    int members = Integer.parseInt(a[3]), threads = Integer.parseInt(a[4]);
    ComputeDevice device = new ComputeDevice(a.length > 5 ? a[5] : "cpu");
    Gate gate = new Gate(threads);
    for (int t = 0; t < threads; t++) {
      Ready data = new Ready(settings.batch(), gate, t);
      List<Member> cohort = new ArrayList<>();
      for (int k = 0; k < members; k++) cohort.add(new Member(settings, k, data, RecordSink.NONE));
      Thread thread = new Thread(() -> TrainingLoop.run(cohort, device, CheckpointPlan.NONE));
      thread.setDaemon(true);
      thread.start();
    }
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      double figure =
          switch (line) {
            case "peak" -> peak();
            case "rule" -> rule();
            default -> members * gate.rate(Double.parseDouble(line));
          };
      System.out.printf(Locale.ROOT, "figure %.4f%n", figure);
    }
  }

  /** Lets each cohort's thread step only while it is open; a thread counts its own steps. */
  private static final class Gate {
    private final CyclicBarrier opening, closing;
    private final long[] steps, started, ended;
    private volatile long until;

    Gate(int threads) {
      opening = new CyclicBarrier(threads + 1);
      closing = new CyclicBarrier(threads + 1);
      steps = new long[threads];
      started = new long[threads];
      ended = new long[threads];
    }

    double rate(double seconds) throws Exception {
      until = System.nanoTime() + (long) (seconds * 1e9);
      opening.await();
      closing.await();
      double sum = 0;
      for (int t = 0; t < steps.length; t++) sum += steps[t] / ((ended[t] - started[t]) / 1e9);
      return sum;
    }

    void pass(int thread) {
      try {
        long now = System.nanoTime();
        if (started[thread] != 0 && ended[thread] == 0) {
          steps[thread]++;
          if (now < until) return;
          ended[thread] = now;
          closing.await();
        }
        opening.await();
        steps[thread] = 0;
        ended[thread] = 0;
        started[thread] = System.nanoTime();
      } catch (Exception stopped) {
        throw new IllegalStateException(stopped);
      }
    }
  }

  /** Batches made ready in memory, so that the step alone is measured, as the peer's is. */
  private static final class Ready implements BatchSource {
    private final BatchSource made =
        new SupersamplingBatches(new SyntheticImages(64, 3, 0), Augmentation.cifar10());
    private final Batch[] batches = new Batch[16];
    private final Gate gate;
    private final int thread;

    Ready(int size, Gate gate, int thread) {
      for (int i = 0; i < batches.length; i++) batches[i] = made.batch(0, i, size);
      this.gate = gate;
      this.thread = thread;
    }

    @Override
    public Batch batch(long seed, long iteration, int size) {
      if (seed == 0) gate.pass(thread);
      return batches[(int) ((iteration + seed) % batches.length)];
    }

    @Override
    public ImageShape input() {
      return made.input();
    }

    @Override
    public List<ImageShape> targets() {
      return made.targets();
    }

    @Override
    public String exampleId(int example) {
      return made.exampleId(example);
    }

    @Override
    public String digest() {
      return made.digest();
    }
  }

  private static double peak() {
    int n = 1024;
    double best = 0;
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray x = manager.randomUniform(0, 1, new Shape(n, n)),
          y = manager.randomUniform(0, 1, new Shape(n, n));
      for (int i = 0; i < 30; i++) {
        long start = System.nanoTime();
        x.matMul(y).close();
        best = Math.max(best, 2.0 * n * n * n / (System.nanoTime() - start));
      }
    }
    return best;
  }

  private static double rule() {
    int steps = 20_000;
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      LossRule.Running rule = Alrc.paper(3).start(manager);
      NDArray losses = manager.create(new float[] {0.5f});
      long start = 0;
      for (int i = -steps; i < steps; i++) {
        if (i == 0) start = System.nanoTime();
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          rule.apply(losses);
        }
      }
      return (System.nanoTime() - start) / 1e3 / steps;
    }
  }
}
