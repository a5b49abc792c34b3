import alrc.core.data.BatchSource;
import alrc.core.data.SupersamplingBatches;
import alrc.core.data.SyntheticImages;
import alrc.core.data.Augmentation;
import alrc.core.study.Study;
import alrc.core.train.ComputeDevice;
import alrc.core.train.RecordSink;
import alrc.core.train.StepRecord;
import alrc.core.train.TrainingLoop;
import alrc.core.train.TrialSettings;
import alrc.core.train.TrialStoppedException;
import java.util.Locale;

/** usage: StepSpeed WIDTH BATCH SECONDS RULE    prints: steps, seconds, steps/s of one trial on one thread */
public class StepSpeed {
  public static void main(String[] a) {
    String rule = a[3].equals("none") ? "{kind: none}" : "{kind: alrc, deviations: 3, start: {mean: 25, square: 900}}";
    String yaml = "study: step\ndata: {kind: synthetic, images: 1000, channels: 3}\nmodel: {kind: supersampling, width: " + a[0]
        + "}\nloss: quartic\nrule: " + rule + "\nbatch: " + a[1] + "\nseeds: 1\n";
    TrialSettings settings = Study.parse(yaml, "step").cells().get(0).settings();
    BatchSource data = new SupersamplingBatches(new SyntheticImages(1000, 3, 0), Augmentation.cifar10());
    long limit = (long) (Double.parseDouble(a[2]) * 1e9);
    run(settings, data, limit / 4);
    double[] counted = run(settings, data, limit);
    System.out.printf(Locale.ROOT, "alrc steps %.0f seconds %.2f steps_per_s %.2f%n", counted[0], counted[1], counted[0] / counted[1]);
  }

  private static double[] run(TrialSettings settings, BatchSource data, long limit) {
    long[] first = new long[1], last = new long[1], steps = new long[1], firstSteps = new long[1];
    RecordSink sink = new RecordSink() {
      @Override public void step(StepRecord record) { steps[0]++; }

      @Override public boolean stopRequested() {
        long now = System.nanoTime();
        if (first[0] == 0) { first[0] = now; firstSteps[0] = steps[0]; }
        last[0] = now;
        return now - first[0] > limit;
      }
    };
    try { TrainingLoop.run(settings, 0, data, sink, ComputeDevice.CPU); } catch (TrialStoppedException done) { /* time is up */ }
    return new double[] {steps[0] - firstSteps[0], (last[0] - first[0]) / 1e9};
  }
}
