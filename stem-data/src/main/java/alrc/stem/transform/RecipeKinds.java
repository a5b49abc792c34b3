package alrc.stem.transform;

import static alrc.settings.Kinds.kind;
import static alrc.settings.Kinds.presetKind;

import alrc.settings.JsonSchema;
import alrc.settings.Kinds;
import alrc.settings.SettingsReader;
import alrc.settings.SettingsWriter;
import alrc.stem.crop.CentreCrop;
import alrc.stem.crop.Cropper;
import alrc.stem.crop.GridCrop;
import alrc.stem.crop.Padding;
import alrc.stem.crop.RandomCrop;
import alrc.stem.crop.ReflectPadding;
import alrc.stem.crop.ValuePadding;
import alrc.stem.scan.Distortion;
import alrc.stem.scan.Noise;
import alrc.stem.scan.ScanPath;
import alrc.stem.scan.distortion.CoilLag;
import alrc.stem.scan.distortion.Drift;
import alrc.stem.scan.distortion.Flyback;
import alrc.stem.scan.distortion.LineJitter;
import alrc.stem.scan.distortion.MainsHum;
import alrc.stem.scan.distortion.Overshoot;
import alrc.stem.scan.distortion.ScanJitter;
import alrc.stem.scan.noise.BeamCurrent;
import alrc.stem.scan.noise.Detector;
import alrc.stem.scan.noise.GaussianNoise;
import alrc.stem.scan.noise.PoissonNoise;
import alrc.stem.scan.path.AngularSpiral;
import alrc.stem.scan.path.Blocks;
import alrc.stem.scan.path.FilePath;
import alrc.stem.scan.path.Frames;
import alrc.stem.scan.path.Hilbert;
import alrc.stem.scan.path.Interlaced;
import alrc.stem.scan.path.JitteredLines;
import alrc.stem.scan.path.LineHop;
import alrc.stem.scan.path.LinearSpiral;
import alrc.stem.scan.path.Lissajous;
import alrc.stem.scan.path.RandomPixels;
import alrc.stem.scan.path.RandomWalk;
import alrc.stem.scan.path.Rows;
import alrc.stem.scan.path.Serpentine;
import alrc.stem.scan.path.Spiral;
import alrc.stem.scan.path.UniformGrid;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The registry of all kinds that a recipe can name. */
public final class RecipeKinds {
  /** The registry. */
  private static final Kinds ALL =
      new Kinds()
          .point(
              Cropper.class,
              "kind of crop",
              kind("centre", CentreCrop.class),
              presetKind("grid", GridCrop.class),
              kind("random", RandomCrop.class))
          .point(
              Padding.class,
              "kind of padding",
              kind("reflect", ReflectPadding.class),
              kind("value", ValuePadding.class))
          .point(
              BlankCriterion.class,
              "criterion of blankness",
              kind("constant", ConstantBlank.class),
              kind("low-deviation", LowDeviation.class),
              kind("nearly-constant", NearlyConstant.class))
          .point(
              Transform.class,
              "kind of step",
              kind("blur", Blur.class),
              kind("clean-non-finite", CleanNonFinite.class),
              kind("clip-percentile", ClipPercentile.class),
              kind("orient", Orient.class),
              kind("partial-scan", PartialScan.class),
              kind("probe-scan", ProbeScan.class),
              kind("rescale-min-max", RescaleMinMax.class),
              kind("rescale-unit", RescaleUnit.class),
              kind("standardise", Standardise.class))
          .point(
              ScanPath.class,
              "kind of scan path",
              kind("angular-spiral", AngularSpiral.class),
              kind("blocks", Blocks.class),
              presetKind("file", FilePath.class),
              kind("frames", Frames.class),
              kind("hilbert", Hilbert.class),
              kind("interlaced", Interlaced.class),
              kind("jittered-lines", JitteredLines.class),
              kind("line-hop", LineHop.class),
              kind("linear-spiral", LinearSpiral.class),
              kind("lissajous", Lissajous.class),
              kind("random-pixels", RandomPixels.class),
              kind("random-walk", RandomWalk.class),
              kind("rows", Rows.class),
              kind("serpentine", Serpentine.class),
              kind("spiral", Spiral.class),
              kind("uniform-grid", UniformGrid.class))
          .point(
              Distortion.class,
              "kind of distortion",
              kind("coil-lag", CoilLag.class),
              kind("drift", Drift.class),
              kind("flyback", Flyback.class),
              kind("line-jitter", LineJitter.class),
              kind("mains-hum", MainsHum.class),
              kind("overshoot", Overshoot.class),
              kind("scan-jitter", ScanJitter.class))
          .point(
              Noise.class,
              "kind of noise",
              kind("beam-current", BeamCurrent.class),
              kind("detector", Detector.class),
              kind("gaussian", GaussianNoise.class),
              kind("poisson", PoissonNoise.class));

  private static final SettingsReader READER = new SettingsReader(ALL);
  private static final SettingsWriter WRITER = new SettingsWriter(ALL);

  private RecipeKinds() {}

  /**
   * Reads settings from YAML or JSON.
   *
   * @param file name of the text, for messages
   * @param type a record, or an extension point whose kinds are registered here
   */
  public static <T> T read(String text, String file, Class<T> type) {
    return READER.read(text, file, type);
  }

  /**
   * Returns the canonical JSON of settings; settings that equal their preset are left out.
   *
   * @param type of the settings: a record, or an extension point
   */
  public static String canonicalJson(Object settings, Class<?> type) {
    return WRITER.sortedJson((Record) settings, type);
  }

  /**
   * Returns what identifies settings, as canonical JSON: without names of files whose digest stands
   * for them.
   *
   * @param type of the settings: a record, or an extension point
   */
  static String identityJson(Object settings, Class<?> type) {
    return WRITER.sortedIdentity((Record) settings, type);
  }

  /**
   * Returns the JSON Schema of a recipe as maps, lists and plain values.
   *
   * @param descriptions what a component means
   */
  public static Map<String, Object> schema(Function<RecordComponent, String> descriptions) {
    return new JsonSchema(ALL, JsonSchema.Axes.NONE, descriptions)
        .of(Recipe.class, "A recipe of alrc", Map.of(), List.of());
  }

  /** Returns the names and records that are registered for an extension point. */
  public static Map<String, Class<? extends Record>> of(Class<?> type) {
    Map<String, Class<? extends Record>> kinds = new TreeMap<>();
    ALL.of(type).forEach(kind -> kinds.put(kind.name(), kind.type()));
    return kinds;
  }
}
