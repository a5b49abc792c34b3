package alrc.stem.transform;

import alrc.stem.codec.KindRegistry;
import alrc.stem.codec.SettingsReader;
import alrc.stem.codec.SettingsWriter;
import alrc.stem.crop.CentreCrop;
import alrc.stem.crop.Cropper;
import alrc.stem.crop.GridCrop;
import alrc.stem.crop.Padding;
import alrc.stem.crop.RandomCrop;
import alrc.stem.crop.ReflectPadding;
import alrc.stem.crop.ValuePadding;
import alrc.stem.scan.Distortion;
import alrc.stem.scan.Flyback;
import alrc.stem.scan.GaussianNoise;
import alrc.stem.scan.JitteredLines;
import alrc.stem.scan.LineJitter;
import alrc.stem.scan.Lissajous;
import alrc.stem.scan.Noise;
import alrc.stem.scan.PoissonNoise;
import alrc.stem.scan.RandomPixels;
import alrc.stem.scan.Rows;
import alrc.stem.scan.ScanPath;
import alrc.stem.scan.Spiral;
import alrc.stem.scan.UniformGrid;
import java.util.Map;

/** All that a recipe can name: the one place to register a new kind. */
public final class Kinds {
  private static final KindRegistry ALL =
      new KindRegistry()
          .add(
              Cropper.class,
              "kind of crop",
              "grid",
              Map.of(
                  "grid", GridCrop.class,
                  "random", RandomCrop.class,
                  "centre", CentreCrop.class))
          .add(
              Padding.class,
              "kind of padding",
              Map.of(
                  "reflect", ReflectPadding.class,
                  "value", ValuePadding.class))
          .add(
              BlankCriterion.class,
              "criterion of blankness",
              Map.of(
                  "constant", Constant.class,
                  "nearly-constant", NearlyConstant.class,
                  "low-deviation", LowDeviation.class))
          .add(
              Transform.class,
              "kind of step",
              Map.of(
                  "blur", Blur.class,
                  "clean-non-finite", CleanNonFinite.class,
                  "clip-percentile", ClipPercentile.class,
                  "rescale-min-max", RescaleMinMax.class,
                  "orient", Orient.class,
                  "partial-scan", PartialScan.class,
                  "probe-scan", ProbeScan.class,
                  "rescale-unit", RescaleUnit.class,
                  "standardise", Standardise.class))
          .add(
              ScanPath.class,
              "kind of scan path",
              Map.of(
                  "jittered-lines", JitteredLines.class,
                  "lissajous", Lissajous.class,
                  "random-pixels", RandomPixels.class,
                  "rows", Rows.class,
                  "spiral", Spiral.class,
                  "uniform-grid", UniformGrid.class))
          .add(
              Distortion.class,
              "kind of distortion",
              Map.of(
                  "flyback", Flyback.class,
                  "line-jitter", LineJitter.class))
          .add(
              Noise.class,
              "kind of noise",
              Map.of(
                  "gaussian", GaussianNoise.class,
                  "poisson", PoissonNoise.class));

  private static final SettingsReader READER = new SettingsReader(ALL);
  private static final SettingsWriter WRITER = new SettingsWriter(ALL);

  private Kinds() {}

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
   * Returns the canonical JSON of settings; what equals its preset is left out.
   *
   * @param type as which they are read: a record, or an extension point
   */
  public static String canonicalJson(Object settings, Class<?> type) {
    return WRITER.canonical((Record) settings, type);
  }

  /** Returns the names and records that are registered for an extension point. */
  public static Map<String, Class<? extends Record>> of(Class<?> type) {
    return ALL.kinds(type);
  }
}
