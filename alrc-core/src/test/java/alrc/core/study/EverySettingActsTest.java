package alrc.core.study;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.data.BatchSource;
import alrc.core.data.DataSpec;
import alrc.core.data.PartialScanBatches;
import alrc.core.data.SupersamplingBatches;
import alrc.core.data.SyntheticImages;
import alrc.core.data.SyntheticScans;
import alrc.core.data.TrainingData;
import alrc.core.lossrule.AlrcStart;
import alrc.core.metric.Metric;
import alrc.core.model.Task;
import alrc.core.optimizer.Optimizer;
import alrc.core.record.Outcome;
import alrc.core.train.ComputeDevice;
import alrc.core.train.TrainingLoop;
import alrc.settings.Kinds;
import alrc.settings.Preset;
import alrc.settings.SettingMistake;
import alrc.settings.Words;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Nothing accepted is ignored: every field of every kind, changed, changes the course of a training
 * or is refused.
 */
class EverySettingActsTest {
  private static final String RATE = "0.00078125";

  private static final Map<String, String> COURSES = new HashMap<>();

  /** The field of a study that names each extension point. */
  private static final Map<String, String> PARTS =
      Map.of(
          "DataSpec", "data",
          "ModelSettings", "model",
          "Loss", "loss",
          "LossRule", "rule",
          "GradientRule", "gradient",
          "Optimizer", "optimizer",
          "Schedule", "schedule");

  /** Settings beside which the fields of a kind act within the few steps of a test. */
  private static final Map<String, String> BESIDE =
      Map.ofEntries(
          Map.entry("alrc", "deviations: 0.5, decay: 0.9, start: {mean: 0.5, square: 0.3}"),
          Map.entry("skip", "deviations: 0.1, decay: 0.9, start: {mean: 0.5, square: 0.3}"),
          Map.entry(
              "rewind", "deviations: 0.1, decay: 0.9, every: 3, start: {mean: 0.5, square: 0.3}"),
          Map.entry("huber", "threshold: 0.1"),
          Map.entry("chain", "rules: [{kind: huber, threshold: 0.1}]"),
          Map.entry("autoclip", "percentile: 50"),
          Map.entry("adagc", "warmup: 5"),
          Map.entry("zclip", "deviations: 0.1, decay: 0.9"),
          Map.entry("spam", "threshold: 2, decay: 0.9, grace: 5, reset: 20, warmup: 10"),
          Map.entry("stable-spam", "reset: 20"),
          Map.entry("update-rms", "limit: 0.1"),
          Map.entry("percentile", "percentile: 50, window: 10"),
          Map.entry("per-example", "limit: 0.01"),
          Map.entry("piecewise", "at: [20], rates: [" + RATE + ", 0.0001]"),
          Map.entry("exponential", "factor: 0.5, every: 20"),
          Map.entry("linear", "until: 50"),
          Map.entry("stepped", "over: 50"),
          Map.entry("sawtooth", "cycle: 20"),
          Map.entry("cosine", "over: 50"),
          Map.entry("power", "power: 3"),
          Map.entry("supersampling", "width: 0.03125"),
          Map.entry("partial-scan", "width: 0.03125, size: 64"));

  /** Another value of a field, by kind and field, or by field. */
  private static final Map<String, String> OTHER =
      Map.ofEntries(
          Map.entry("start", "measured"),
          Map.entry("quantile.start", "0.01"),
          Map.entry("decays", "[0.5, 0.9]"),
          Map.entry("at", "[40]"),
          Map.entry("rates", "[" + RATE + ", 0.01]"),
          Map.entry("contrast", "[0.2, 1.8]"),
          Map.entry("rules", "[{kind: huber, threshold: 0.2}]"),
          Map.entry("images", "7"),
          Map.entry("brightness", "30"),
          Map.entry("size", "96"),
          Map.entry("width", "0.0625"),
          Map.entry("max-norm", "0.001"),
          Map.entry("shift", "0.3"),
          Map.entry("confidence", "0.1"),
          Map.entry("lag", "3"),
          Map.entry("percentile", "10"),
          Map.entry("grace", "9"),
          Map.entry("spam.warmup", "5"),
          Map.entry("percentile.window", "20"),
          Map.entry("absolute", "0.01"),
          Map.entry("floor", "1"),
          Map.entry("low", "0.0005"),
          Map.entry("end", "0.0005"));

  /**
   * Not changed here: kinds and fields that need files (StartTest and jobs test them), factors that
   * are powers of two, which change no bit by design, and evaluation, which changes no training
   * (EvaluationTest tests it).
   */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "cifar10",
          "prepared",
          "from",
          "from-digest",
          "dynamic-loss-scale.start",
          "dynamic-loss-scale.patience");

  /** Fields of the study without which a kind is refused. */
  private static String needs(Kinds.Kind kind) {
    if (kind.name().equals("adaptive-loss-scale")) {
      return "\nprecision: float16\nloss: {kind: squared, scale: 1e-5}";
    }
    return kind.name().startsWith("per-example") ? "\nbatch: 2\nkernel: stacked" : "";
  }

  @TestFactory
  Stream<DynamicTest> everyFieldOfEveryKindActsOrIsRefused() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Class<?> point : StudyKinds.ALL.points()) {
      String part = PARTS.get(point.getSimpleName());
      assertTrue(
          part != null || Set.of(AlrcStart.class, Metric.class).contains(point),
          point + " has no part in this test");
      for (Kinds.Kind kind : part == null ? List.<Kinds.Kind>of() : Samples.kinds(point)) {
        for (RecordComponent field : kind.type().getRecordComponents()) {
          add(tests, part, kind, field);
        }
      }
    }
    assertTrue(tests.size() > 100, tests.size() + " fields");
    return tests.stream();
  }

  private static void add(
      List<DynamicTest> tests, String part, Kinds.Kind kind, RecordComponent field) {
    String name = Words.ofComponent(field.getName());
    String path = kind.name() + "." + name;
    if (Stream.of(kind.name(), name, path).noneMatch(ELSEWHERE::contains)) {
      String beside =
          BESIDE.containsKey(kind.name())
              ? "kind: " + kind.name() + ", " + BESIDE.get(kind.name())
              : Samples.section(kind);
      String with = replaced(beside, name, other(path, name, field));
      tests.add(
          DynamicTest.dynamicTest(
              path,
              () ->
                  acts(
                      part + ": {" + beside + "}" + needs(kind),
                      part + ": {" + with + "}" + needs(kind),
                      name)));
    }
  }

  private static String replaced(String section, String name, String value) {
    String field = name + ": ";
    int at = section.indexOf(", " + field);
    if (at < 0) {
      // one decay takes the place of two
      String kept = name.equals("decays") ? section.replace(", decay: 0.9", "") : section;
      return kept + ", " + field + value;
    }
    int from = at + 2 + field.length();
    int depth = 0;
    int end = from;
    for (; end < section.length() && !(depth == 0 && section.charAt(end) == ','); end++) {
      depth += "[{".indexOf(section.charAt(end)) >= 0 ? 1 : 0;
      depth -= "]}".indexOf(section.charAt(end)) >= 0 ? 1 : 0;
    }
    return section.substring(0, from) + value + section.substring(end);
  }

  private static String other(String path, String name, RecordComponent field) {
    String given = OTHER.getOrDefault(path, OTHER.get(name));
    if (given != null) {
      return given;
    }
    Class<?> type = field.getType();
    if (type.isEnum()) {
      return Words.ofConstant(
          (Enum<?>)
              Arrays.asList(type.getEnumConstants())
                  .get(
                      preset(field).equals(Words.ofConstant((Enum<?>) type.getEnumConstants()[0]))
                          ? 1
                          : 0));
    }
    if (type == boolean.class) {
      return preset(field).equals("true") ? "false" : "true";
    }
    return type == double.class || type == Double.class ? "0.3" : "30";
  }

  private static String preset(RecordComponent field) {
    Preset preset = field.getAnnotation(Preset.class);
    return preset == null ? "" : preset.value();
  }

  @Test
  void everyFieldOfACellActsOrIsRefused() {
    acts("batch: 1", "batch: 2", "batch");
    acts("", "iterations: 60", "iterations");
    acts("kernel: single", "kernel: stacked", "kernel");
    acts("", "precision: float16", "precision");
    acts("", "summary: {last: 30}", "summary");
    acts("", "curve: {boxcar: 30}", "curve");
    acts("", "beta1: {kind: constant, warmup: 20}", "beta1");
    for (Kinds.Kind kind : Samples.kinds(Optimizer.class)) {
      String optimizer = "optimizer: " + kind.name();
      acts(optimizer, optimizer + "\nbeta1: {kind: linear, end: 0.3, until: 50}", "beta1");
    }
  }

  /** Partial scans are used whole and unchanged, so that what changes images is refused. */
  @TestFactory
  Stream<DynamicTest> everyFieldOfTheDataActsOrIsRefusedBesidePartialScans() {
    List<DynamicTest> tests = new ArrayList<>();
    String model = "model: {kind: partial-scan, width: 0.03125, size: 64}\n";
    for (RecordComponent field : DataSpec.Synthetic.class.getRecordComponents()) {
      String name = Words.ofComponent(field.getName());
      String other = "data: {kind: synthetic, " + name + ": " + other("", name, field) + "}";
      tests.add(
          DynamicTest.dynamicTest(
              name, () -> acts(model + "data: synthetic", model + other, name)));
    }
    return tests.stream();
  }

  private static void acts(String one, String other, String field) {
    Cell base = cell(one);
    Cell changed;
    try {
      changed = cell(other);
    } catch (SettingMistake refused) {
      assertTrue(refused.getMessage().contains(field), refused.getMessage());
      return;
    }
    assertNotEquals(base.id(), changed.id(), other);
    assertNotEquals(course(base), course(changed), other + " acts like " + one);
  }

  private static Cell cell(String rest) {
    StringBuilder study = new StringBuilder("study: s\n");
    String[] presets = {
      "data: synthetic", "model: {kind: supersampling, width: 0.03125}", "iterations: 45",
      "summary: {last: 20}", "curve: {boxcar: 10}", "kernel: single"
    };
    for (String preset : presets) {
      String name = preset.substring(0, preset.indexOf(':') + 1);
      study.append(rest.contains(name) ? "" : preset + "\n");
    }
    return Study.parse(study + rest + "\n", "s.yaml").cells().get(0);
  }

  private static String course(Cell cell) {
    return COURSES.computeIfAbsent(cell.id(), id -> trained(cell));
  }

  /** Every loss of a training and what was recorded of it. */
  private static String trained(Cell cell) {
    List<Double> losses = new ArrayList<>();
    Outcome outcome =
        TrainingLoop.run(
            shortened(cell).settings(),
            5,
            source(cell.trainingData()),
            record -> losses.add(record.loss()),
            ComputeDevice.CPU);
    assertFalse(losses.isEmpty());
    return losses + " " + outcome;
  }

  /** Few steps of the large network show as much as many of the small one. */
  private static Cell shortened(Cell cell) {
    boolean large = cell.trainingData().task() instanceof Task.Completion;
    String json = cell.json();
    return large ? Cell.fromJson(json.replace("\"iterations\":45", "\"iterations\":3")) : cell;
  }

  private static BatchSource source(TrainingData data) {
    DataSpec.Synthetic spec = (DataSpec.Synthetic) data.spec();
    if (data.task() instanceof Task.Completion completion) {
      return new PartialScanBatches(
          new SyntheticScans(spec.images(), completion.side(), spec.seed()));
    }
    SyntheticImages images = new SyntheticImages(spec.images(), spec.channels(), spec.seed());
    return new SupersamplingBatches(images, spec.augmentation());
  }
}
