package alrc.stem.dataset;

import alrc.settings.RecordJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code manifest.json}: the settings, the counts and the digest of a data set.
 *
 * @param files found = used + rejected
 * @param images arrays found in the files that could be opened
 * @param crops planned = examples + rejected crops
 * @param digest order-independent over all examples, 16 hexadecimal digits
 * @param recipe its name
 * @param recipeSettings its settings
 * @param seed of the run
 * @param format of the parts, for example {@code parquet}
 * @param scanLayout {@code sparse} or {@code dense}
 * @param pixels {@code float32}, {@code float16} or {@code uint16}
 * @param split {@code hash} or {@code ordered}
 * @param splits examples per split
 * @param duplicates frames that are copies of others and are used ({@code exact}, {@code near}),
 *     and files that are not used because of it ({@code dropped}, {@code bridging}); empty in a
 *     manifest of version 0.1
 * @param masks names of the scan paths
 * @param versions of the program and of its platform
 */
public record Manifest(
    long files,
    long filesUsed,
    long filesRejected,
    long images,
    long imagesUsed,
    long crops,
    long examples,
    long cropsRejected,
    String digest,
    String recipe,
    JsonNode recipeSettings,
    long seed,
    String format,
    String scanLayout,
    @Nullable String pixels,
    String split,
    Map<String, Long> splits,
    @Nullable Map<String, Long> duplicates,
    List<String> masks,
    Map<String, String> versions) {

  /** The file's name. */
  public static final String FILE = "manifest.json";

  /** Copies the collections and checks that the counts add up. */
  public Manifest {
    pixels = pixels == null ? PixelEncoding.FLOAT32.label() : pixels;
    masks = List.copyOf(masks);
    splits = Map.copyOf(splits);
    duplicates = duplicates == null ? Map.of() : Map.copyOf(duplicates);
    versions = Map.copyOf(versions);
    if (files != filesUsed + filesRejected) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "files %d: must be %d used + %d rejected",
              files,
              filesUsed,
              filesRejected));
    }
    if (crops != examples + cropsRejected) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "crops %d: must be %d examples + %d rejected",
              crops,
              examples,
              cropsRejected));
    }
  }

  @Override
  public String pixels() {
    return Objects.requireNonNull(pixels);
  }

  @Override
  public Map<String, Long> duplicates() {
    return Objects.requireNonNull(duplicates);
  }

  /** Returns the file's text. */
  public String toJson() {
    return RecordJson.prettyText(this) + "\n";
  }

  /** Parses the file's text. */
  public static Manifest fromJson(String json) {
    return RecordJson.read(json, Manifest.class);
  }
}
