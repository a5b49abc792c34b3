package alrc.stem.transform;

import alrc.settings.SettingMistake;
import java.util.List;

/**
 * The rules for the order of a recipe's steps. At most one step orients, since an orientation is
 * one of eight. A scan is the last step, since steps do not turn or blur it. {@link PartialScan},
 * whose noise is defined on [−1, 1], needs a truth that {@link RescaleMinMax} rescaled.
 */
final class StepOrder {
  private StepOrder() {}

  static void check(List<Transform> steps) {
    if (steps.stream().filter(Orient.class::isInstance).count() > 1) {
      throw new SettingMistake("steps", "two orient steps", "must be one: a crop is turned once");
    }
    for (int i = 0; i < steps.size(); i++) {
      Transform step = steps.get(i);
      if (step.scanPath().isPresent() && i < steps.size() - 1) {
        throw new SettingMistake(
            "steps", step.kind() + " as step " + (i + 1), "must be the last step");
      }
      if (step instanceof PartialScan && !(lastRescaling(steps) instanceof RescaleMinMax)) {
        throw new SettingMistake(
            "steps",
            "partial-scan on another scale",
            "must follow rescale-min-max as the last step that rescales; or use probe-scan");
      }
    }
  }

  private static Object lastRescaling(List<Transform> steps) {
    return steps.stream()
        .filter(Transform::rescales)
        .reduce((first, last) -> last)
        .<Object>map(step -> step)
        .orElse("none");
  }
}
