package alrc.jobs.inspect;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Facts as lines for people: what {@code inspect} prints without {@code --json}. */
public final class FactLines {
  private static final List<String> HEADER =
      List.of("image", "shape", "type", "use", "min", "max", "mean", "pixel size", "title");

  private static final String SETTINGS = "settings";
  private static final MathContext DIGITS = new MathContext(6);

  private FactLines() {}

  /**
   * Returns any facts as YAML, one per line. Settings have all their digits, measured values six.
   */
  public static List<String> of(Map<String, ?> facts) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    return new Yaml(options).dump(rounded(facts)).lines().toList();
  }

  private static Map<String, @Nullable Object> rounded(Map<?, ?> facts) {
    Map<String, @Nullable Object> rounded = new LinkedHashMap<>();
    facts.forEach(
        (name, value) ->
            rounded.put(String.valueOf(name), name.equals(SETTINGS) ? value : rounded(value)));
    return rounded;
  }

  private static @Nullable Object rounded(@Nullable Object value) {
    if (value instanceof Map<?, ?> facts) {
      return rounded(facts);
    }
    return value instanceof Double number && Double.isFinite(number)
        ? (Object) new BigDecimal(number).round(DIGITS).doubleValue()
        : value;
  }

  /**
   * Returns the facts of a micrograph as a table with one line per image, and the pixels that were
   * asked for.
   *
   * @param facts as {@code --json} prints them
   */
  public static List<String> ofMicrograph(String path, Map<String, Object> facts) {
    List<?> images = list(facts, "images");
    List<List<String>> rows = new ArrayList<>(List.of(HEADER));
    List<String> pixels = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      Map<?, ?> image = (Map<?, ?>) images.get(i);
      rows.add(row(i, image));
      for (Object pixel : list(image, "pixels")) {
        pixels.add(pixel(i, (Map<?, ?>) pixel));
      }
    }
    List<String> lines = new ArrayList<>();
    String count = images.size() + (images.size() == 1 ? " image" : " images");
    lines.add(path + ": " + facts.get("format") + ", " + count);
    lines.addAll(aligned(rows));
    lines.addAll(pixels);
    if (facts.get("notes") instanceof List<?> notes) {
      notes.forEach(note -> lines.add("note: " + note));
    }
    return lines;
  }

  private static List<?> list(Map<?, ?> facts, String name) {
    return (List<?>) Objects.requireNonNull(facts.get(name));
  }

  private static String pixel(int image, Map<?, ?> pixel) {
    List<?> at = list(pixel, "at");
    return String.format(
        Locale.ROOT,
        "image %d, row %s, column %s: %s",
        image,
        at.get(0),
        at.get(1),
        text(pixel.get("value")));
  }

  private static List<String> row(int index, Map<?, ?> image) {
    String shape =
        list(image, "shape").stream().map(String::valueOf).collect(Collectors.joining(" × "));
    return List.of(
        String.valueOf(index),
        shape,
        text(image.get("dtype")),
        text(image.get("use")),
        text(image.get("min")),
        text(image.get("max")),
        text(image.get("mean")),
        image.get("pixel_size") == null
            ? "unknown"
            : number(image.get("pixel_size"))
                + (image.get("unit") == null ? "" : " " + image.get("unit")),
        Objects.toString(image.get("title"), ""));
  }

  private static String text(@Nullable Object value) {
    return value == null ? "–" : number(value);
  }

  /** Six digits are enough for people; {@code --json} has them all. */
  private static String number(@Nullable Object value) {
    if (!(value instanceof Double number)) {
      return String.valueOf(value);
    }
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? String.valueOf(number.longValue())
        : String.format(Locale.ROOT, "%.6g", number);
  }

  private static List<String> aligned(List<List<String>> rows) {
    int columns = HEADER.size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        line.append("  ").append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length()));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
