import alrc.core.engine.NativeLibrary;
import alrc.core.gradient.GradientRule;
import alrc.core.lossrule.LossRule;
import alrc.core.optimizer.Optimizer;
import alrc.core.record.RecordSink;
import alrc.core.study.Cell;
import alrc.core.study.Study;
import alrc.core.study.StudyKinds;
import alrc.core.study.Trial;
import alrc.core.train.CheckpointPlan;
import alrc.core.train.ComputeDevice;
import alrc.core.train.Member;
import alrc.core.train.NumericPlatform;
import alrc.core.train.TrainingLoop;
import alrc.jobs.data.BatchSources;
import alrc.jobs.data.TrialMembers;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import alrc.settings.Kinds;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * usage: GpuChecks compare DEVICE STEPS DATA | GpuChecks stable DEVICE STEPS
 *
 * <p>"compare" trains every rule, optimizer and model on the processor and twice on the device (cpu
 * or gpu:N), and compares the losses of all steps: the device with itself bit for bit, and with the
 * processor by the largest relative difference of the first ten steps, because later ones amplify
 * roundings; a few of them, where STEPS is under ten. DATA is a prepared data set, for the
 * partial-scan network.
 *
 * <p>"stable" compares the losses of a trial alone and in cohorts of 2, 4 and 16, first, last and
 * beside trials of other rates, and measures the memory of the device over a long cohort.
 */
public class GpuChecks {
  private static final double TOLERANCE = 1e-3;
  private static final int EARLY = 10;
  private static final List<String> SOME =
      List.of(
          "rule alrc",
          "gradient per-example",
          "optimizer muon",
          "norm batch",
          "model partial-scan");
  private static final Storage STORAGE = StorageSettings.local().open();

  public static void main(String[] a) throws Exception {
    ComputeDevice device = new ComputeDevice(a[1]);
    int steps = Integer.parseInt(a[2]);
    boolean well = a[0].equals("compare") ? compare(device, steps, a[3]) : stable(device, steps);
    System.exit(well ? 0 : 1);
  }

  private static Map<String, String> studies(String data) {
    Map<String, String> studies = new LinkedHashMap<>();
    for (Kinds.Kind kind : StudyKinds.ALL.of(LossRule.class))
      studies.put(
          "rule " + kind.name(),
          "rule: {" + RuleSpeed.section(kind) + "}\n" + RuleSpeed.needed(kind.name()));
    for (Kinds.Kind kind : StudyKinds.ALL.of(GradientRule.class))
      studies.put("gradient " + kind.name(), "gradient: [{" + RuleSpeed.section(kind) + "}]\n");
    for (Kinds.Kind kind : StudyKinds.ALL.of(Optimizer.class))
      studies.put("optimizer " + kind.name(), "optimizer: {" + RuleSpeed.section(kind) + "}\n");
    for (String norm : List.of("batch", "layer"))
      studies.put(
          "norm " + norm, "model: {kind: supersampling, width: 0.0625, norm: " + norm + "}\n");
    studies.put(
        "model partial-scan",
        "data: {kind: prepared, path: "
            + data
            + "}\nmodel: {kind: partial-scan, size: 64, width: 0.125}\n");
    return studies;
  }

  private static String study(String part, int steps) {
    String all =
        "study: gpu\n"
            + part
            + "iterations: "
            + steps
            + "\nsummary: {last: 1}\ncurve: {boxcar: 1}\nseeds: 1\n";
    if (!part.contains("data:")) all += "data: {kind: synthetic, images: 64}\n";
    if (!part.contains("model:")) all += "model: {kind: supersampling, width: 0.0625}\n";
    if (!part.contains("partial-scan")) all += "batch: 4\n";
    if (!part.contains("rule:")) all += "rule: {kind: alrc, deviations: 3}\n";
    return all;
  }

  private static Cell cell(String study) {
    return Study.parse(study, "gpu").cells().get(0);
  }

  /** Losses of all steps of each trial of a cohort. */
  private static List<double[]> losses(List<Cell> cells, List<Long> seeds, ComputeDevice device) {
    List<double[]> all = new ArrayList<>();
    List<Member> members = new ArrayList<>();
    for (int k = 0; k < cells.size(); k++) {
      double[] own = new double[(int) cells.get(k).iterations()];
      RecordSink sink = record -> own[(int) record.iteration() - 1] = record.loss();
      Trial trial =
          new Trial(
              cells.get(k),
              seeds.get(k),
              BatchSources.digest(STORAGE, cells.get(k).trainingData()));
      members.add(TrialMembers.begun(STORAGE, trial, sink));
      all.add(own);
    }
    TrainingLoop.run(members, device, CheckpointPlan.NONE);
    return all;
  }

  private static boolean compare(ComputeDevice device, int steps, String data) {
    Map<String, Double> early = new TreeMap<>(), late = new TreeMap<>();
    List<String> unlike = new ArrayList<>(), far = new ArrayList<>();
    Map<String, String> studies = studies(data);
    if (steps < EARLY) studies.keySet().removeIf(name -> !SOME.contains(name));
    studies.forEach(
        (name, part) -> {
          List<Cell> cell = List.of(cell(study(part, steps)));
          double[] here = losses(cell, List.of(1L), ComputeDevice.CPU).get(0);
          double[] there = losses(cell, List.of(1L), device).get(0);
          if (!Arrays.equals(there, losses(cell, List.of(1L), device).get(0))) unlike.add(name);
          early.put(name, difference(here, there, 0, Math.min(EARLY, steps)));
          late.put(name, difference(here, there, 0, steps));
          if (!(early.get(name) <= TOLERANCE)) far.add(name);
          System.err.printf(
              Locale.ROOT,
              "%-32s first %d steps %.1e, all %.1e%n",
              name,
              EARLY,
              early.get(name),
              late.get(name));
        });
    System.out.printf(
        Locale.ROOT,
        "{\"benchmark\":\"gpu-compare\",\"device\":\"%s\",\"engine\":\"%s\",\"folder\":\"%s\",\"kinds\":%d,\"steps\":%d,\"tolerance\":%s,"
            + "\"largest_early\":%.3e,\"largest\":%.3e,\"over_tolerance\":%s,\"not_repeatable\":%s}%n",
        device.name(),
        NumericPlatform.of(device).engine(),
        NativeLibrary.folder().map(Path::toString).orElse(""),
        early.size(),
        steps,
        TOLERANCE,
        largest(early),
        largest(late),
        json(far),
        json(unlike));
    return unlike.isEmpty() && far.isEmpty();
  }

  private static double largest(Map<String, Double> found) {
    return found.values().stream().mapToDouble(v -> v).max().orElseThrow();
  }

  private static double difference(double[] one, double[] other, int from, int to) {
    double largest = 0;
    for (int i = from; i < to; i++)
      largest = Math.max(largest, Math.abs(one[i] - other[i]) / Math.max(Math.abs(one[i]), 1e-12));
    return largest;
  }

  private static String json(List<String> names) {
    return names.isEmpty() ? "[]" : "[\"" + String.join("\",\"", names) + "\"]";
  }

  private static boolean stable(ComputeDevice device, int steps) throws Exception {
    int each = Math.min(100, steps / 5);
    Cell one = cell(study("kernel: stacked\n", each));
    Cell other = cell(study("kernel: stacked\noptimizer: {kind: adam, rate: 0.01}\n", each));
    double[] alone = losses(List.of(one), List.of(7L), device).get(0);
    List<String> unlike = new ArrayList<>();
    for (int size : new int[] {2, 4, 16})
      for (int slot : new int[] {0, size - 1}) {
        List<Cell> cells = new ArrayList<>();
        List<Long> seeds = new ArrayList<>();
        for (int k = 0; k < size; k++) {
          cells.add(k == slot || k % 2 == 0 ? one : other);
          seeds.add(k == slot ? 7L : 100L + k);
        }
        if (!Arrays.equals(alone, losses(cells, seeds, device).get(slot)))
          unlike.add(slot + " of " + size);
      }
    long before = memory(device);
    Cell longer = cell(study("kernel: stacked\n", steps));
    losses(List.of(longer, longer), List.of(1L, 2L), device);
    long first = memory(device);
    losses(List.of(longer, longer), List.of(1L, 2L), device);
    long second = memory(device);
    System.out.printf(
        Locale.ROOT,
        "{\"benchmark\":\"gpu-stable\",\"device\":\"%s\",\"depends_on_neighbours\":%s,\"steps\":%d,\"memory_mib\":[%d,%d,%d]}%n",
        device.name(),
        json(unlike),
        steps,
        before,
        first,
        second);
    return unlike.isEmpty();
  }

  /** MiB: of the GPU, what its driver says is in use; else resident memory of this process. */
  private static long memory(ComputeDevice device) throws Exception {
    System.gc();
    boolean gpu = device.name().startsWith("gpu:");
    ProcessBuilder tool =
        gpu
            ? new ProcessBuilder(
                "nvidia-smi",
                "--id=" + device.name().substring(4),
                "--query-gpu=memory.used",
                "--format=csv,noheader,nounits")
            : new ProcessBuilder(
                "awk",
                "/^VmRSS/ {print int($2 / 1024)}",
                "/proc/" + ProcessHandle.current().pid() + "/status");
    String said = new String(tool.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return Long.parseLong(said.trim());
  }
}
