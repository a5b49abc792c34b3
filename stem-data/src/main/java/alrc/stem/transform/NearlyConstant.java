package alrc.stem.transform;

import alrc.settings.SettingMistake;
import java.util.function.DoubleSupplier;

/**
 * A crop is blank if few pixels make nearly all of its range: its standard deviation is small
 * relative to its range. For normal noise the ratio is about 0.1 at 512×512, for structure it is
 * larger, for vacuum with a hot pixel much smaller. A constant crop, of range under 1e-6, is blank
 * too.
 *
 * @param deviation limit of standard deviation / (max − min), in (0, 0.5]
 */
public record NearlyConstant(double deviation) implements BlankCriterion {
  /** Checks the limit; a deviation is never over half of the range. */
  public NearlyConstant {
    if (!(deviation > 0 && deviation <= 0.5)) {
      throw new SettingMistake("deviation", deviation, "must be in (0, 0.5]");
    }
  }

  @Override
  public String kind() {
    return "nearly-constant";
  }

  @Override
  public boolean isBlank(double min, double max, DoubleSupplier sigma) {
    return max - min < ValueRange.CONSTANT || sigma.getAsDouble() < deviation * (max - min);
  }
}
