package alrc.core.study;

import alrc.core.codec.CanonicalJson;
import alrc.core.codec.Kind;
import alrc.core.codec.Kinds;
import alrc.core.codec.Values;
import alrc.core.data.DataSpec;
import alrc.core.data.TrainingData;
import alrc.core.model.Model;
import alrc.core.random.Randomness;
import alrc.core.schedule.Schedule;
import alrc.core.train.KernelForm;
import alrc.core.train.TrialSettings;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One point of a grid: every setting of a trial but its seed, with all presets filled in.
 *
 * <p>The paths of the data, and of parameters to begin with, are carried along but are not part of
 * the identity: a trial knows its data by their digest, and a cell those parameters by theirs.
 */
public final class Cell {
  private static final String KIND = "kind";
  private static final String MODEL = "model";
  private static final String FROM = "from";
  private static final String FROM_DIGEST = "from-digest";

  /** The fields that name a place, by part. */
  private static final Map<String, String> PATHS = Map.of(CellSchema.DATA, "path", MODEL, FROM);

  private final Map<String, Object> values;
  private final Values parts;

  Cell(Map<String, Object> values) {
    this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    this.parts = new Values(this.values);
  }

  /** Reads what {@link #json} wrote. */
  public static Cell fromJson(String json) {
    return StudyReader.cell(json);
  }

  /** 16 hexadecimal digits of SHA-256 over the canonical JSON. */
  public String id() {
    return hash(canonicalJson());
  }

  /**
   * The settings that are the cell's identity: fixed order of keys, presets filled in, no paths.
   */
  public String canonicalJson() {
    Map<String, Object> identity = new LinkedHashMap<>();
    for (Part part : CellSchema.parts()) {
      part.identity(Objects.requireNonNull(values.get(part.name()), part.name()))
          .ifPresent(value -> identity.put(part.name(), value));
    }
    return CanonicalJson.write(identity);
  }

  /** All settings, paths included; {@link #fromJson} reads it. */
  public String json() {
    return CanonicalJson.write(values);
  }

  Map<String, Object> values() {
    return values;
  }

  Cell withDataPath(Function<String, String> change) {
    Map<String, Object> changed = new LinkedHashMap<>(values);
    PATHS.forEach(
        (part, field) -> {
          Map<String, Object> section = new LinkedHashMap<>(parts.section(part).map());
          section.computeIfPresent(field, (key, path) -> change.apply((String) path));
          changed.put(part, section);
        });
    return new Cell(changed);
  }

  /** Where its images come from. */
  public DataSpec data() {
    return make(Kinds.data(), CellSchema.DATA);
  }

  /** What it trains on. */
  public TrainingData trainingData() {
    return new TrainingData(data(), network().task());
  }

  /** The file of parameters that its trials begin with; null where they are drawn. */
  public @Nullable String from() {
    return (String) parts.section(MODEL).find(FROM);
  }

  /** The SHA-256 of that file, once it is known. */
  public @Nullable String fromDigest() {
    return (String) parts.section(MODEL).find(FROM_DIGEST);
  }

  Cell withFromDigest(@Nullable String digest) {
    if (digest == null) {
      return this;
    }
    Map<String, Object> model = new LinkedHashMap<>(parts.section(MODEL).map());
    model.put(FROM_DIGEST, digest);
    Map<String, Object> changed = new LinkedHashMap<>(values);
    changed.put(MODEL, model);
    return new Cell(changed);
  }

  private Model network() {
    return make(Kinds.models(), MODEL).make(data().channels());
  }

  /** Everything that the training loop needs. */
  public TrialSettings settings() {
    Schedule schedule = make(Kinds.schedules(), "schedule").make(rate());
    return new TrialSettings(
        network(),
        make(Kinds.losses(), "loss"),
        make(Kinds.lossRules(), "rule"),
        GradientChain.of(this, schedule),
        schedule,
        batch(),
        iterations(),
        Math.toIntExact(parts.section("summary").whole("last")),
        Math.toIntExact(parts.section("curve").whole("boxcar")),
        KernelForm.of(kernelForm()));
  }

  private <T> T make(List<Kind<T>> kinds, String part) {
    return Kind.make(kinds, parts.section(part));
  }

  Values parts() {
    return parts;
  }

  /** The kind of loss, such as squared. */
  public String loss() {
    return kind("loss");
  }

  /** The factor of the loss. */
  public double lossScale() {
    return parts.section("loss").number("scale");
  }

  /** The exponent of the loss where it is a setting; else null. */
  public @Nullable Double lossPower() {
    return (Double) parts.section("loss").find("power");
  }

  /** The kind of loss rule; of a chain its rules in order, such as huber+alrc. */
  public String rule() {
    return kinds(rules());
  }

  private List<Values> rules() {
    Values rule = parts.section("rule");
    return rule.has("rules") ? rule.sections("rules") : List.of(rule);
  }

  /** The setting of the first of the loss rules that has one of this name; null without. */
  private @Nullable Object ofRule(String name) {
    for (Values rule : rules()) {
      if (rule.has(name)) {
        return rule.find(name);
      }
    }
    return null;
  }

  /** The threshold of ALRC or of loss skipping, ∞ included; null without either. */
  public @Nullable Double deviations() {
    return (Double) ofRule("deviations");
  }

  /** The decay of their moments; null without, or where ALRC's two moments have unlike ones. */
  public @Nullable Double decay() {
    return (Double) ofRule("decay");
  }

  /** Which losses update ALRC's moments: raw or clipped; null without ALRC. */
  public @Nullable String moments() {
    return (String) ofRule("moments");
  }

  /** How ALRC's moments follow: ema or leaky; null without ALRC. */
  public @Nullable String update() {
    return (String) ofRule("update");
  }

  /** Which losses ALRC clips: upper, lower or both; null without ALRC. */
  public @Nullable String sides() {
    return (String) ofRule("sides");
  }

  /** What counts as a loss for ALRC: example or summand; null without ALRC. */
  public @Nullable String per() {
    return (String) ofRule("per");
  }

  /** The threshold of Huberisation; null without. */
  public @Nullable Double huber() {
    return (Double) ofRule("threshold");
  }

  /** Where the moments begin: measured, or given moments as JSON; null without any. */
  public @Nullable String start() {
    Object start = ofRule("start");
    return start instanceof Map<?, ?>
        ? CanonicalJson.write(start)
        : start instanceof String word ? word : null;
  }

  /** The gradient rules in front of the optimizer in order, such as global-norm+cprop; or none. */
  public String gradient() {
    List<Values> before = parts.sections("gradient");
    return before.isEmpty() ? "none" : kinds(before);
  }

  private static String kinds(List<Values> sections) {
    return sections.stream().map(section -> section.text(KIND)).collect(Collectors.joining("+"));
  }

  /** A number among the optimizer's own settings, such as beta2; null where it has none. */
  public @Nullable Double ofOptimizer(String name) {
    return (Double) parts.section("optimizer").find(name);
  }

  /** The kind of schedule of β1. */
  public String beta1Schedule() {
    return kind("beta1");
  }

  /** What no other accessor tells and is not at its preset value, as JSON; null if nothing. */
  public @Nullable String otherSettings() {
    return OtherSettings.of(values);
  }

  /** Examples per iteration. */
  public int batch() {
    return Math.toIntExact(parts.whole("batch"));
  }

  /** The kind of optimizer. */
  public String optimizer() {
    return kind("optimizer");
  }

  /** The optimizer's own rate; a schedule other than constant replaces it. */
  public double rate() {
    return parts.section("optimizer").number("rate");
  }

  /** The kind of schedule. */
  public String schedule() {
    return kind("schedule");
  }

  /** The kind of model. */
  public String model() {
    return kind(MODEL);
  }

  /** The width multiplier of the model. */
  public double width() {
    return parts.section(MODEL).number("width");
  }

  /** Optimizer steps. */
  public long iterations() {
    return parts.whole("iterations");
  }

  /** Whether the parameters of a trial are kept when it ends. */
  public boolean keepsModels() {
    return parts.text("models").equals("final");
  }

  /** How the convolutions are computed: single or stacked. */
  public String kernelForm() {
    return parts.text("kernel");
  }

  /** The kind of data. */
  public String dataKind() {
    return kind(CellSchema.DATA);
  }

  private String kind(String part) {
    return parts.section(part).text(KIND);
  }

  static String hash(String text) {
    byte[] digest = Randomness.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, 8);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Cell cell && cell.values.equals(values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(values);
  }

  @Override
  public String toString() {
    return json();
  }
}
