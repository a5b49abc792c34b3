package alrc.stem.transform;

import alrc.settings.Limits;
import alrc.settings.Preset;
import java.util.function.DoubleSupplier;

/**
 * A crop is blank if its values span less than a limit. The preset is the limit of Ede &amp;
 * Beanland, arXiv:1905.13667, for a constant crop.
 *
 * @param below limit of max − min, in stored units
 */
public record ConstantBlank(@Preset("1.0e-6") double below) implements BlankCriterion {
  /** Checks the limit. */
  public ConstantBlank {
    Limits.notNegative("below", below);
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
