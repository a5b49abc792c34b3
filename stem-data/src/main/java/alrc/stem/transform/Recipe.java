package alrc.stem.transform;

import alrc.settings.Preset;
import alrc.settings.SettingMistake;
import alrc.settings.UserMistake;
import alrc.stem.crop.Cropper;
import alrc.stem.crop.GridCrop;
import alrc.stem.scan.PathFiles;
import alrc.stem.scan.ScanMask;
import alrc.stem.scan.path.Spiral;
import alrc.stem.transform.Example.Blankness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a micrograph becomes examples: the positions of the crops, and the steps that are applied to
 * each.
 *
 * @param name for users
 * @param crop positions of the crops
 * @param blank decides whether a crop is blank
 * @param whenBlank what to do with a blank crop
 * @param steps in the order of application; see {@link StepOrder}
 * @param truth which image is stored as the truth
 */
public record Recipe(
    String name,
    Cropper crop,
    @Preset("constant") BlankCriterion blank,
    @Preset("keep") WhenBlank whenBlank,
    List<Transform> steps,
    @Preset("sharp") Truth truth) {
  /** The built-in recipe of Ede &amp; Beanland, arXiv:1905.13667. */
  public static final String PARTIAL_STEM_PAPER = "partial-stem-paper";

  /** Copies the list and checks the order of the steps. */
  public Recipe {
    Objects.requireNonNull(crop, "crop");
    if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
      throw new SettingMistake("name", "'" + name + "'", "must be a name of one line");
    }
    steps = List.copyOf(steps);
    StepOrder.check(steps);
  }

  /** Returns a built-in recipe. */
  public static Recipe named(String name) {
    return BuiltInRecipes.named(name);
  }

  /**
   * Returns the paper's steps on crops of another size.
   *
   * @param side rows and columns of a crop
   */
  public static Recipe partialStem(String name, int side) {
    return new Recipe(
        name,
        new GridCrop(side, side),
        new ConstantBlank(ValueRange.CONSTANT),
        WhenBlank.KEEP,
        List.of(
            new CleanNonFinite(),
            new RescaleMinMax(),
            new Orient("random"),
            new PartialScan(new Spiral(0.05))),
        Truth.SHARP);
  }

  /**
   * Reads a recipe from YAML or JSON.
   *
   * @param file name of the text, for messages
   * @throws SettingMistake naming file, line, field, value and rule
   */
  public static Recipe parse(String text, String file) {
    return parse(text, file, PathFiles.NONE);
  }

  /**
   * Reads a recipe that may name files.
   *
   * @param files reads them
   * @throws SettingMistake naming file, line, field, value and rule
   */
  public static Recipe parse(String text, String file, PathFiles files) {
    Recipe recipe = RecipeKinds.read(text, file, Recipe.class).withFiles(files, file);
    recipe.mask();
    return recipe;
  }

  private Recipe withFiles(PathFiles files, String file) {
    List<Transform> complete = new ArrayList<>();
    try {
      for (Transform step : steps) {
        complete.add(step.withFiles(files));
      }
    } catch (IOException e) {
      throw new UserMistake(
          file + ": path.file: " + e.getMessage() + " must be a file, relative to the recipe", e);
    }
    return new Recipe(name, crop, blank, whenBlank, complete, truth);
  }

  /** Makes a recipe from its canonical JSON. */
  public static Recipe fromJson(String text) {
    return RecipeKinds.read(text, "recipe", Recipe.class);
  }

  /** Returns the settings as canonical JSON; equal recipes have equal text. */
  public String canonicalJson() {
    return RecipeKinds.canonicalJson(this, Recipe.class);
  }

  /** Returns the scan path that examples of this recipe have, drawn at the size of a crop. */
  public Optional<ScanMask> mask() {
    return scan().map(PlannedScan::mask);
  }

  /** Returns the scan that examples of this recipe have, at the size of a crop. */
  public Optional<PlannedScan> scan() {
    return steps.stream()
        .flatMap(
            step -> step.scanPath().stream().map(path -> PlannedScan.of(step, path, crop.side())))
        .findFirst();
  }

  /**
   * Returns what identifies the recipe, as canonical JSON: files by the digest of their bytes
   * alone.
   */
  public String identityJson() {
    return RecipeKinds.identityJson(this, Recipe.class);
  }

  /** Returns how many examples are made of one crop. */
  public int augmentations() {
    return steps.stream().mapToInt(Transform::augmentations).reduce(1, (a, b) -> a * b);
  }

  /** Returns how many examples an image gives, if no crop is rejected. */
  public long examples(int height, int width) {
    return crop.count(height, width) * augmentations();
  }

  /** Finds the range of a crop in stored values and whether it is blank, before any step. */
  public Example measured(Example raw) {
    boolean finite = raw.range().isFinite();
    float zero = raw.scale().pixel(0);
    float[] pixels = finite ? raw.truth() : Finite.cleaned(raw.truth(), zero);
    ValueRange range = finite ? raw.range() : ValueRange.of(pixels);
    double min = Double.isNaN(raw.rawMin()) ? range.min() : raw.rawMin();
    double max = Double.isNaN(raw.rawMax()) ? range.max() : raw.rawMax();
    double gain = raw.scale().gain();
    boolean isBlank = blank.isBlank(min, max, () -> gain * Moments.of(pixels).deviation());
    return raw.measured(min, max, isBlank ? Blankness.BLANK : Blankness.VARIED);
  }

  /** Returns whether a measured crop is rejected. */
  public boolean refuses(Example measured) {
    return measured.blank() && whenBlank == WhenBlank.REJECT;
  }

  /**
   * Applies all steps to a crop.
   *
   * @param raw a crop in stored values; its augmentation selects one of its examples
   * @param seed of the run; each step has its own generator
   */
  public Example apply(Example raw, long seed) {
    Example example = Double.isNaN(raw.rawMin()) ? measured(raw) : raw;
    for (int i = 0; i < steps.size(); i++) {
      Transform step = steps.get(i);
      example = step.apply(example, raw.key().random(seed, purpose(i)));
      example = step.rescales() ? example.rescaled() : example;
    }
    if (truth == Truth.BLURRED) {
      float[] blurred = Targets.full(example.truth(), example.height(), example.width());
      example = example.withTruth(blurred);
    }
    return example.inStoredUnits();
  }

  /** The step's kind; from its second appearance on, with a number. */
  private String purpose(int index) {
    String kind = steps.get(index).kind();
    long before = steps.subList(0, index).stream().filter(s -> s.kind().equals(kind)).count();
    return before == 0 ? kind : kind + "#" + before;
  }
}
