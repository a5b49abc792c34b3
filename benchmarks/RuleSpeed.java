import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import alrc.core.data.Augmentation;
import alrc.core.data.SupersamplingBatches;
import alrc.core.data.SyntheticImages;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.Gradients;
import alrc.core.lossrule.LossRule;
import alrc.core.model.SupersamplingNet;
import alrc.core.optimizer.Optimizer;
import alrc.core.record.RecordSink;
import alrc.core.state.HostReads;
import alrc.core.state.ParameterLayout;
import alrc.core.study.Cell;
import alrc.core.study.Study;
import alrc.core.study.StudyKinds;
import alrc.core.train.ComputeDevice;
import alrc.core.train.TrainingLoop;
import alrc.settings.Kinds;
import alrc.settings.Preset;
import alrc.settings.Words;
import java.lang.management.ManagementFactory;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * usage: RuleSpeed WIDTH ROUNDS STEPS
 *
 * <p>Processor time of one step of each gradient rule (beside adam), each optimizer and each loss
 * rule on the parameters of a super-sampling network, in turn with the plain step (adam, no rule),
 * medians over rounds; and how often a step reads from the device, as counted. Rules that need
 * other passes through the network are measured in a whole training.
 */
public class RuleSpeed {
  private record Kind(String point, String name, String study) {
    /** Whether its cost is in the passes through the network. */
    boolean inPasses() {
      return name.startsWith("per-example")
          || name.equals("sam")
          || name.equals("adaptive-loss-scale");
    }
  }

  /** Reads of the latest measured step, as counted. */
  private static double reads;

  public static void main(String[] a) throws Exception {
    int rounds = Integer.parseInt(a[1]), steps = Integer.parseInt(a[2]);
    double width = Double.parseDouble(a[0]);
    List<Kind> kinds = new ArrayList<>();
    for (Kinds.Kind kind : StudyKinds.ALL.of(GradientRule.class))
      kinds.add(new Kind("gradient", kind.name(), "gradient: [{" + section(kind) + "}]\n"));
    for (Kinds.Kind kind : StudyKinds.ALL.of(Optimizer.class))
      kinds.add(new Kind("optimizer", kind.name(), "optimizer: {" + section(kind) + "}\n"));
    for (Kinds.Kind kind : StudyKinds.ALL.of(LossRule.class))
      kinds.add(
          new Kind("rule", kind.name(), "rule: {" + section(kind) + "}\n" + needed(kind.name())));
    double training = training(width, "");
    StringBuilder json =
        new StringBuilder(
            "{\"benchmark\":\"rules\",\"width\":"
                + width
                + ",\"parameters\":"
                + layout(width).size()
                + ",\"training_us\":"
                + Math.round(training)
                + ",\"kinds\":[");
    System.out.println(
        "| setting | kind | µs per step | a training step takes | reads per step |\n"
            + "|---|---|---|---|---|");
    for (int k = 0; k < kinds.size(); k++) {
      Kind kind = kinds.get(k);
      double[] own = new double[rounds], ratios = new double[rounds];
      for (int round = -1; round < rounds; round++) {
        double plain = time(width, "", steps);
        double with = time(width, kind.study(), steps);
        if (round >= 0 && kind.inPasses()) {
          double before = training(width, "");
          double whole = training(width, kind.study());
          own[round] = whole - before + plain;
          ratios[round] = whole / before;
        } else if (round >= 0) {
          own[round] = with;
          ratios[round] = (training + with - plain) / training;
        }
      }
      java.util.Arrays.sort(own);
      java.util.Arrays.sort(ratios);
      long read = Math.round(reads);
      System.out.printf(
          Locale.ROOT,
          "| %s | `%s` | %.0f | × %.2f | %d |%n",
          kind.point(),
          kind.name(),
          own[rounds / 2],
          ratios[rounds / 2],
          read);
      json.append(k == 0 ? "" : ",")
          .append(
              String.format(
                  Locale.ROOT,
                  "{\"point\":\"%s\",\"name\":\"%s\",\"us\":%.1f,\"ratio\":%.3f,\"reads\":%d}",
                  kind.point(),
                  kind.name(),
                  own[rounds / 2],
                  ratios[rounds / 2],
                  read));
    }
    System.out.println(json.append("]}"));
  }

  static String needed(String rule) {
    return rule.equals("adaptive-loss-scale") ? "precision: float16\n" : "";
  }

  static String section(Kinds.Kind kind) {
    StringBuilder text = new StringBuilder("kind: " + kind.name());
    for (RecordComponent field : kind.type().getRecordComponents()) {
      String name = Words.ofComponent(field.getName());
      boolean needed =
          !field.isAnnotationPresent(Preset.class)
              && field.getType() != Double.class
              && field.getType() != List.class;
      if (name.equals("rules")) text.append(", rules: [huber, alrc]");
      else if (needed) text.append(", ").append(name).append(": 1");
    }
    return text.toString();
  }

  private static ParameterLayout layout(double width) {
    return new SupersamplingNet(width, 3).layout();
  }

  /**
   * Microseconds of processor time per step of the loss rule, the gradient rules and the change of
   * the parameters.
   */
  private static double time(double width, String more, int steps) {
    Cell cell =
        Study.parse("study: s\ndata: {kind: synthetic}\nbatch: 4\n" + more, "s").cells().get(0);
    ParameterLayout layout = layout(width);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray parameters = manager.create(new SupersamplingNet(width, 3).initialParameters(0));
      NDArray made = manager.randomNormal(parameters.getShape()).muli(1e-3);
      NDArray losses = manager.create(new float[] {0.5f, 0.6f, 0.7f, 0.4f});
      try (GradientRule.Running rule = cell.settings().optimizer().start(layout, manager);
          LossRule.Running loss = cell.settings().rule().start(manager)) {
        long start = 0;
        for (int i = -steps / 4; i < steps; i++) {
          if (i == 0) start = cpu();
          long before = HostReads.times();
          step(loss, rule, losses, layout, parameters, made);
          reads = HostReads.times() - before;
        }
        double micros = (cpu() - start) / 1e3 / steps;
        return micros;
      }
    }
  }

  private static void step(
      LossRule.Running loss,
      GradientRule.Running rule,
      NDArray losses,
      ParameterLayout layout,
      NDArray parameters,
      NDArray made) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      loss.apply(losses);
      NDArray gradient = made.duplicate();
      if (loss.accepts(gradient)) {
        Gradients gradients = new Gradients(layout, parameters, gradient);
        rule.apply(gradients);
        parameters.subi(gradients.flat());
      }
    }
  }

  /** Microseconds of processor time of a whole training step: 150 steps less 50. */
  private static double training(double width, String more) {
    long[] spent = new long[2];
    long read = HostReads.times();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 2; i++) {
        int steps = i == 0 ? 50 : 150;
        String yaml =
            "study: s\n"
                + "data: {kind: synthetic, images: 64, channels: 3}\n"
                + "model: {kind: supersampling, width: "
                + width
                + "}\nbatch: 4\nsummary: {last: 10}\niterations: "
                + steps
                + "\n"
                + more;
        long start = cpu();
        TrainingLoop.run(
            Study.parse(yaml, "s").cells().get(0).settings(),
            0,
            new SupersamplingBatches(new SyntheticImages(64, 3, 0), Augmentation.cifar10()),
            RecordSink.NONE,
            ComputeDevice.CPU);
        spent[i] = cpu() - start;
      }
    }
    reads = (HostReads.times() - read) / 400.0; // two rounds of 50 and 150 steps
    return (spent[1] - spent[0]) / 1e3 / 100;
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
