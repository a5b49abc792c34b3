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
import org.jspecify.annotations.Nullable;

/**
 * One point of a grid: every setting of a trial but its seed, with all presets filled in.
 *
 * <p>The paths of the data, and of parameters to begin with, are carried along but are not part of
 * the identity: a trial knows its data by their digest, and a cell those parameters by theirs.
 */
public final class Cell {
  private static final String MODEL = "model";
  private static final String FROM = "from";
  private static final String FROM_DIGEST = "from-digest";

  /** The fields that name a place, by part. */
  private static final Map<String, String> PATHS = Map.of(CellSchema.DATA, "path", MODEL, FROM);

  private final Map<String, Object> values;
  private final Values parts;

  /** Made when it is first asked for; the same whoever makes it. */
  private volatile @Nullable String canonical;

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
    String made = canonical;
    if (made == null) {
      made = writeCanonical();
      canonical = made;
    }
    return made;
  }

  private String writeCanonical() {
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

  /** The same with another value of a top-level field, in canonical form. */
  Cell with(String part, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(values);
    changed.put(part, value);
    return new Cell(changed);
  }

  Cell withDataPath(Function<String, String> change) {
    Cell changed = this;
    for (Map.Entry<String, String> place : PATHS.entrySet()) {
      Object path = parts.section(place.getKey()).find(place.getValue());
      if (path != null) {
        changed = changed.with(place.getKey(), place.getValue(), change.apply((String) path));
      }
    }
    return changed;
  }

  Cell withFromDigest(@Nullable String digest) {
    return digest == null ? this : with(MODEL, FROM_DIGEST, digest);
  }

  private Cell with(String part, String field, Object value) {
    Map<String, Object> section = new LinkedHashMap<>(parts.section(part).map());
    section.put(field, value);
    Map<String, Object> changed = new LinkedHashMap<>(values);
    changed.put(part, section);
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

  /** Its other settings, as the ledger tells them. */
  public CellColumns columns() {
    return new CellColumns(values);
  }

  /** Examples per iteration. */
  public int batch() {
    return Math.toIntExact(parts.whole("batch"));
  }

  /** The optimizer's own rate; a schedule other than constant replaces it. */
  public double rate() {
    return parts.section("optimizer").number("rate");
  }

  /** The kind of model. */
  public String model() {
    return parts.section(MODEL).text("kind");
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
