package alrc.stem.transform;

import alrc.settings.Preset;
import alrc.settings.SettingMistake;
import java.util.function.DoubleSupplier;

/**
 * Blank is a crop whose values span less than a limit; the preset is the one under which Ede &amp;
 * Beanland, arXiv:1905.13667, take a crop as constant.
 *
 * @param below limit of max − min, in stored units
 */
public record Constant(@Preset("1.0e-6") double below) implements BlankCriterion {
  /** Checks the limit. */
  public Constant {
    if (!(below >= 0)) {
      throw new SettingMistake("below", below, "must be at least 0");
    }
  }

  @Override
  public String kind() {
    return "constant";
  }

  @Override
  public boolean isBlank(double min, double max, DoubleSupplier sigma) {
    return max - min < below;
  }
}
