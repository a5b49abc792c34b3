package alrc.stem.transform;

import alrc.settings.Limits;
import java.util.function.DoubleSupplier;

/**
 * A crop is blank if its standard deviation is under a limit, such as the known noise of a
 * detector.
 *
 * @param below limit of the standard deviation, in stored units
 */
public record LowDeviation(double below) implements BlankCriterion {
  /** Checks the limit. */
  public LowDeviation {
    Limits.positive("below", below);
  }

  @Override
  public String kind() {
    return "low-deviation";
  }

  @Override
  public boolean isBlank(double min, double max, DoubleSupplier sigma) {
    return sigma.getAsDouble() < below;
  }
}
