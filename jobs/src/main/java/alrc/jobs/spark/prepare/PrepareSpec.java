package alrc.jobs.spark.prepare;

import alrc.settings.RecordJson;
import alrc.settings.SettingMistake;
import alrc.stem.dataset.DatasetLayout;
import alrc.stem.dataset.HashSplit;
import alrc.stem.dataset.PartFacts;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.prepare.Duplicates;
import alrc.stem.prepare.ImageChoice;
import alrc.stem.prepare.SourcePreparation;
import alrc.stem.transform.Recipe;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What is to be prepared, apart from the inputs.
 *
 * @param output folder or address of the data set
 * @param recipe settings of the recipe, canonical JSON
 * @param seed of the run
 * @param images of a file that are used
 * @param maxPixels the most pixels that one frame may have
 * @param split {@link #HASH} or {@link #ORDERED}
 * @param listing names the files and their order, where they decide the split; else empty
 * @param duplicates what is done with copies
 * @param layout of the data set
 */
public record PrepareSpec(
    String output,
    String recipe,
    long seed,
    ImageChoice images,
    long maxPixels,
    String split,
    String listing,
    Duplicates duplicates,
    DatasetLayout layout) {
  /** Split by content. */
  public static final String HASH = "hash";

  /** Split by the order of the files. */
  public static final String ORDERED = "ordered";

  /** Name of the setting for copies; left out where they are kept, as in earlier versions. */
  static final String DUPLICATES = "duplicates";

  /** Names of settings that are left out where they do not act, as in earlier versions. */
  static final String DATASET = "dataset";

  static final String IMAGES = "images";

  /** Refuses other splits. */
  public PrepareSpec {
    if (!split.equals(HASH) && !split.equals(ORDERED)) {
      throw new SettingMistake("split", split, "must be hash or ordered");
    }
  }

  String toJson() {
    return RecordJson.text(this);
  }

  static PrepareSpec fromJson(String json) {
    return RecordJson.read(json, PrepareSpec.class);
  }

  /** All that decides what is made of a source, and where it goes, as canonical JSON. */
  String settings() {
    ObjectNode node = (ObjectNode) RecordJson.parse(parsedRecipe().identityJson());
    node.set("frames", RecordJson.tree(images.frames()));
    if (!images.dataset().isEmpty()) {
      node.put(DATASET, images.dataset());
    }
    if (!images.titles().text().isEmpty()) {
      node.put(IMAGES, images.titles().text());
    }
    if (isOrdered()) {
      node.put("listing", listing);
    }
    if (duplicates == Duplicates.DROP) {
      node.put(DUPLICATES, duplicates.label());
    }
    return RecordJson.canonical(node);
  }

  boolean isOrdered() {
    return split.equals(ORDERED);
  }

  SourcePreparation preparation() {
    return new SourcePreparation(parsedRecipe(), seed, images, maxPixels, new HashSplit(seed));
  }

  /** The facts that a part of this output contains about itself. */
  PartFacts facts(List<SourceFacts> sources) {
    return new PartFacts(settings(), seed, layout, sources);
  }

  Recipe parsedRecipe() {
    return Recipe.fromJson(recipe);
  }
}
