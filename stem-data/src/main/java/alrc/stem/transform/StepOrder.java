package alrc.stem.transform;

import alrc.stem.codec.InvalidSettingException;
import java.util.List;

/**
 * What the order of a recipe's steps must be: at most one step orients, since an orientation is one
 * of eight; a scan is the last step, since it is not turned or blurred with the truth; and {@link
 * PartialScan}, whose noise is defined on [−1, 1], needs a truth that {@link RescaleMinMax} brought
 * there.
 */
final class StepOrder {
  private StepOrder() {}

  static void check(List<Transform> steps) {
    if (steps.stream().filter(Orient.class::isInstance).count() > 1) {
      throw new InvalidSettingException("steps", "orient twice", "at most one step may orient");
    }
    for (int i = 0; i < steps.size(); i++) {
      Transform step = steps.get(i);
      if (step.scanPath().isPresent() && i < steps.size() - 1) {
        throw new InvalidSettingException(
            "steps", step.kind() + " as step " + (i + 1), "a scan must be the last step");
      }
      if (step instanceof PartialScan && !(lastRescaling(steps) instanceof RescaleMinMax)) {
        throw new InvalidSettingException(
            "steps",
            "partial-scan on another scale",
            "the last step that rescales must be rescale-min-max; or use probe-scan");
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
