package alrc.stem.transform;

import alrc.stem.crop.CropRow;
import alrc.stem.crop.Cropper;
import alrc.stem.crop.Cut;
import alrc.stem.crop.Padding;
import alrc.stem.image.PixelType;
import alrc.stem.image.Pixels;
import alrc.stem.image.SeededGenerator;
import alrc.stem.scan.Distortion;
import alrc.stem.scan.Noise;
import alrc.stem.scan.ScanPath;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** A small recipe around any one kind, and the examples that it makes of two small images. */
final class SmallRecipes {
  private static final int HEIGHT = 64;
  private static final int WIDTH = 48;
  private static final String SCALED = "steps: [clean-non-finite, rescale-min-max, %s]";

  /** Where the settings of a kind stand in a recipe, by extension point. */
  static final Map<Class<?>, String> PLACES =
      Map.of(
          Cropper.class,
          "crop: %s",
          Padding.class,
          "crop: {side: 16, smaller: pad, pad: %s}",
          BlankCriterion.class,
          "blank: %s",
          Transform.class,
          SCALED,
          ScanPath.class,
          scaled("{kind: probe-scan, path: %s, distortions: [{kind: drift, x: 999, y: 99}]}"),
          Distortion.class,
          scaled(scan("distortions: [%s]")),
          Noise.class,
          scaled(scan("noise: [%s]")));

  /** Settings of kinds that must be given, or beside which others act. */
  static final List<String> BASES =
      List.of(
          "centre: side=16",
          "centre: side=16; smaller=pad",
          "grid: side=20",
          "grid: side=20; smaller=pad",
          "grid: side=24; remainder=shift",
          "grid: side=24; remainder=pad",
          "random: side=16; count=3",
          "random: side=16; count=3; smaller=pad",
          "reflect:",
          "value: fill=-1",
          "constant:",
          "low-deviation: below=1",
          "nearly-constant: deviation=0.01",
          "blur:",
          "clean-non-finite:",
          "clip-percentile: low=5; high=95",
          "orient: choice=none",
          "orient: choice=all",
          "partial-scan: path={kind: spiral, coverage: 0.2}",
          "probe-scan: path={kind: spiral, coverage: 0.2}",
          "rescale-min-max:",
          "rescale-unit:",
          "standardise:",
          "probe-scan: path={kind: rows, coverage: 1}; distortions=[{kind: drift, x: 99}]",
          "angular-spiral: coverage=0.2",
          "blocks: side=4",
          "blocks: side=4; coverage=0.5",
          "file: file=a.csv",
          "frames:",
          "frames: coverage=0.5",
          "hilbert:",
          "interlaced:",
          "interlaced: fields=4; scanned=2",
          "line-hop: coverage=0.2",
          "line-hop: coverage=1",
          "linear-spiral: coverage=0.2",
          "random-walk: coverage=0.2",
          "serpentine:",
          "jittered-lines: coverage=0.2",
          "jittered-lines: coverage=0.2; amplitude=0",
          "jittered-lines: coverage=1",
          "lissajous: coverage=0.2",
          "random-pixels: coverage=0.2",
          "random-pixels: coverage=1",
          "rows: coverage=0.2",
          "spiral: coverage=0.2",
          "uniform-grid: spacing=2",
          "coil-lag: delay=1.0e-5",
          "drift: x=99; y=99",
          "flyback: amplitude=2; settling=4",
          "line-jitter: deviation=2",
          "mains-hum: amplitude=2",
          "overshoot: fraction=0.1; settling=5.0e-5",
          "scan-jitter: deviation=2",
          "beam-current: current=1.0e-12",
          "detector: bits=4",
          "gaussian: deviation=0.1",
          "poisson: dose=20");

  private SmallRecipes() {}

  /** A file of a path; its name decides what it contains. */
  private static byte[] table(String name) {
    StringBuilder text = new StringBuilder("t,x,y,dwell\n");
    for (int i = 0; i < 16; i++) {
      int x = name.startsWith("a") ? i : 15 - i;
      text.append(i / 1000.0).append(',').append(x).append(',').append(i).append(",1e-4\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the settings of a base. */
  static Map<String, String> settings(String base) {
    Map<String, String> settings = new TreeMap<>();
    String given = base.substring(base.indexOf(':') + 1).strip();
    for (String setting : given.isEmpty() ? new String[0] : given.split("; ")) {
      settings.put(setting.split("=")[0], setting.split("=")[1]);
    }
    return settings;
  }

  /** Returns the name of the kind of a base. */
  static String kind(String base) {
    return base.substring(0, base.indexOf(':'));
  }

  private static String scaled(String step) {
    return SCALED.replace("%s", step);
  }

  private static String scan(String settings) {
    return "{kind: probe-scan, path: {kind: rows, coverage: 1}, " + settings + "}";
  }

  /** Returns the recipe that has these fields; the others have values that do little. */
  static Recipe with(Map<String, String> fields) {
    StringBuilder text = new StringBuilder();
    Map<String, String> others =
        Map.of("name", "small", "crop", "{side: 16}", "steps", "[clean-non-finite]");
    fields.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    others.forEach(
        (name, value) ->
            text.append(fields.containsKey(name) ? "" : name + ": " + value).append('\n'));
    return Recipe.parse(text.toString(), "small.yaml", SmallRecipes::table);
  }

  /** Returns the recipe that has these settings of a kind. */
  static Recipe around(Class<?> point, String kind, Map<String, String> settings) {
    StringBuilder section = new StringBuilder("{kind: " + kind);
    settings.forEach((name, value) -> section.append(", " + name + ": " + value));
    String[] field = PLACES.get(point).replace("%s", section.append('}')).split(": ", 2);
    return with(Map.of(field[0], field[1]));
  }

  /** Returns the examples of each crop of the two images; empty for a crop that is refused. */
  static List<Optional<Example>> examples(Recipe recipe) {
    List<Optional<Example>> examples = new ArrayList<>();
    for (int[] size : new int[][] {{HEIGHT, WIDTH}, {12, 40}}) {
      for (CropRow line : recipe.crop().plan(size[0], size[1], SeededGenerator.of(5, "crop"))) {
        for (int col : line.cols()) {
          add(examples, recipe, size[0], size[1], line.row(), col);
        }
      }
    }
    return examples;
  }

  private static void add(
      List<Optional<Example>> examples, Recipe recipe, int height, int width, int row, int col) {
    int side = recipe.crop().side();
    int first = Cut.firstRow(row);
    Pixels band = band(first, Cut.rows(row, side, height), width);
    float[] cut = Cut.pixels(band, row, col, side, recipe.crop().pad());
    Example raw = Example.raw(Examples.KEY.at(row, col), side, side, cut);
    Example measured = recipe.measured(raw);
    for (int i = 0; i < recipe.augmentations(); i++) {
      examples.add(
          recipe.refuses(measured)
              ? Optional.empty()
              : Optional.of(recipe.apply(measured.augmented(i), 3)));
    }
  }

  /** Noise on a slope, an area of one value, one with a hot pixel, and a NaN. */
  private static Pixels band(int firstRow, int rows, int width) {
    RandomGenerator random = SeededGenerator.of(1, "test");
    ByteBuffer values = ByteBuffer.allocate(rows * width * Float.BYTES);
    for (int row = 0; row < firstRow + rows; row++) {
      for (int col = 0; col < width; col++) {
        float value = 1000 + 2 * col + row + 50 * random.nextFloat();
        value = row < 16 && col < 32 ? 1000 : value;
        value = row == 5 && col == 20 ? 1010 : value;
        value = row == 40 && col == 40 ? Float.NaN : value;
        if (row >= firstRow) {
          values.putFloat(value);
        }
      }
    }
    return new Pixels(PixelType.FLOAT32, rows, width, 1, values.clear());
  }
}
