package alrc.jobs.inspect;

import alrc.settings.RecordJson;
import alrc.stem.scan.ScanMask;
import alrc.stem.transform.Recipe;
import java.util.LinkedHashMap;
import java.util.Map;

/** The facts of a recipe as {@code inspect --json} prints them: its settings, and its scan path. */
public final class RecipeFacts {
  private RecipeFacts() {}

  /** Facts of a recipe, its path drawn at the size of a crop. */
  public static Map<String, Object> of(Recipe recipe) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("recipe", recipe.name());
    facts.put("settings", RecordJson.parse(recipe.identityJson()));
    facts.put("side", recipe.crop().side());
    facts.put("examples_per_crop", recipe.augmentations());
    facts.put("mask", recipe.mask().<Object>map(RecipeFacts::of).orElse(null));
    facts.put("scan", recipe.scan().<Object>map(ScanFacts::of).orElse(null));
    return facts;
  }

  private static Map<String, Object> of(ScanMask mask) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mask_id", mask.id());
    facts.put("path", RecordJson.parse(mask.pathJson()));
    facts.put("nominal_coverage", mask.nominalCoverage());
    facts.put("measured_mean", mask.measuredMean());
    facts.put("measured_selected", mask.measuredSelected());
    return facts;
  }
}
