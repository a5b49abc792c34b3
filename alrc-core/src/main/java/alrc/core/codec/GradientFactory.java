package alrc.core.codec;

import alrc.core.gradient.GradientRule;

/** A gradient rule that stands in front of an optimizer, or around it. */
public interface GradientFactory {
  /**
   * Both together.
   *
   * @param next what follows: the optimizer, with the rules that stand between
   */
  GradientRule before(GradientRule next);
}
