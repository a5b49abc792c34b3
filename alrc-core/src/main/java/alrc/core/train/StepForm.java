package alrc.core.train;

import alrc.core.lossrule.LossRule;
import alrc.core.lossrule.Precision;

/**
 * How the gradient of a step is taken, which members of a cohort share.
 *
 * @param grain what counts as one loss
 * @param perExample whether the gradient of each example is needed
 * @param ahead whether it is taken ahead of the parameters, in a second pass
 * @param precision of its numbers
 */
public record StepForm(
    LossRule.Grain grain, boolean perExample, boolean ahead, Precision precision) {
  /** Passes through the network, forward and back, that a step takes. */
  public int passes() {
    return ahead ? 2 : 1;
  }
}
