package alrc.jobs.spark;

import alrc.stem.codec.SettingsJson;
import alrc.stem.prepare.FrameChoice;
import alrc.stem.transform.Recipe;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What is to be prepared, apart from the inputs.
 *
 * @param output folder or address of the data set
 * @param recipe settings of the recipe, canonical JSON
 * @param seed of the run
 * @param frames of stacks that are used, or NONE
 * @param maxPixels the most pixels that one frame may have
 */
public record PrepareSpec(
    String output, String recipe, long seed, FrameChoice frames, long maxPixels) {
  String toJson() {
    return SettingsJson.text(this);
  }

  static PrepareSpec fromJson(String json) {
    return SettingsJson.read(json, PrepareSpec.class);
  }

  /** All that decides what is made of a source: the recipe and the frames, as canonical JSON. */
  String settings() {
    ObjectNode node = (ObjectNode) SettingsJson.parse(recipe);
    node.set("frames", SettingsJson.tree(frames));
    return SettingsJson.canonical(node);
  }

  Recipe parsedRecipe() {
    return Recipe.fromJson(recipe);
  }
}
