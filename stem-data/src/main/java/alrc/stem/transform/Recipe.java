package alrc.stem.transform;

import alrc.stem.codec.InvalidSettingException;
import alrc.stem.codec.SettingsJson;
import alrc.stem.codec.Sha256;
import alrc.stem.scan.ScanMask;
import alrc.stem.scan.Spiral;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a micrograph becomes examples: where it is cut, and what is done to each crop, in order.
 *
 * @param name by which users know it
 * @param crop where crops are cut
 * @param steps in the order of application
 */
public record Recipe(String name, CropGrid crop, List<Transform> steps) {
  /** The built-in recipe of Ede &amp; Beanland, arXiv:1905.13667. */
  public static final String PARTIAL_STEM_PAPER = "partial-stem-paper";

  /** Copies the list. */
  public Recipe {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(crop, "crop");
    steps = List.copyOf(steps);
  }

  /** Returns a built-in recipe. */
  public static Recipe named(String name) {
    if (!name.equals(PARTIAL_STEM_PAPER)) {
      throw new InvalidSettingException("recipe", name, "must be " + PARTIAL_STEM_PAPER);
    }
    return partialStem(name, 512);
  }

  /**
   * Returns the paper's steps on crops of another size.
   *
   * @param side rows and columns of a crop
   */
  public static Recipe partialStem(String name, int side) {
    return new Recipe(
        name,
        new CropGrid(side, side),
        List.of(
            new CleanNonFinite(),
            new RescaleMinMax(),
            new Orient("random"),
            new PartialScan(new Spiral(0.05))));
  }

  /** Makes a recipe from its JSON. */
  public static Recipe fromJson(String text) {
    JsonNode node = SettingsJson.parse(text);
    List<Transform> steps = new ArrayList<>();
    node.path("steps").forEach(step -> steps.add(Kinds.transform(step)));
    CropGrid crop = SettingsJson.read(node.path("crop"), CropGrid.class);
    return new Recipe(node.path("name").asText(), crop, steps);
  }

  /** Returns the settings as canonical JSON; equal recipes have equal text. */
  public String canonicalJson() {
    ObjectNode node = (ObjectNode) SettingsJson.parse("{}");
    node.put("name", name);
    node.set("crop", SettingsJson.tree(crop));
    var list = node.putArray("steps");
    steps.forEach(step -> list.add(Kinds.json(step)));
    return SettingsJson.canonical(node);
  }

  /** Returns 16 hexadecimal digits that name these settings. */
  public String id() {
    return Sha256.hex(canonicalJson(), 16);
  }

  /** Returns the scan path that examples of this recipe have, drawn at the size of a crop. */
  public Optional<ScanMask> mask() {
    return steps.stream()
        .filter(PartialScan.class::isInstance)
        .map(step -> ((PartialScan) step).mask(crop.side(), crop.side()))
        .reduce((first, last) -> last);
  }

  /**
   * Applies all steps to a crop.
   *
   * @param raw a crop in stored values
   * @param seed of the run; each step has a generator of its own
   */
  public Example apply(Example raw, long seed) {
    Example example = raw;
    for (int i = 0; i < steps.size(); i++) {
      Transform step = steps.get(i);
      example = step.apply(example, Randomness.of(seed, purpose(i), raw.key()));
    }
    return example;
  }

  /** The step's kind; from its second appearance on, with a number. */
  private String purpose(int index) {
    String kind = steps.get(index).kind();
    long before = steps.subList(0, index).stream().filter(s -> s.kind().equals(kind)).count();
    return before == 0 ? kind : kind + "#" + before;
  }
}
