package alrc.core.conformance;

import alrc.core.conformance.LossReference.Moments;
import java.util.List;
import java.util.function.Supplier;

/** Settings of loss rules with a reference for each. */
final class LossCases {
  private static final String START = ", start: {mean: 2, square: 6}";
  private static final String ALRC = "kind: alrc, deviations: 1, decay: 0.9" + START;

  private LossCases() {}

  /**
   * One vector.
   *
   * @param name of its file
   * @param rule settings of the rule
   * @param reference decides each step
   */
  record Case(String name, String rule, Supplier<LossReference> reference) {
    String kind() {
      return rule.replaceAll("kind: ([a-z-]+).*", "$1");
    }
  }

  private static Moments moments(double decay) {
    return new Moments(2, 6, new double[] {decay, decay}, new double[] {1 - decay, 1 - decay});
  }

  private static double huber(double loss) {
    return loss > 1 ? 0.5 * Math.sqrt(1 / loss) : 1;
  }

  private static double huberised(double loss) {
    return loss > 1 ? Math.sqrt(loss) : loss;
  }

  static List<Case> all() {
    return List.of(
        new Case("alrc", ALRC, () -> LossReference.alrc(1, moments(0.9), false, false, 0)),
        new Case(
            "alrc-clipped",
            ALRC + ", moments: clipped",
            () -> LossReference.alrc(1, moments(0.9), false, true, 0)),
        new Case(
            "alrc-both",
            "kind: alrc, deviations: 0.5, decay: 0.9, sides: both, shift: 0.5" + START,
            () -> LossReference.alrc(0.5, moments(0.9), true, false, 0.5)),
        new Case(
            "alrc-leaky",
            "kind: alrc, deviations: 1, decays: [0.9, 0.95], update: leaky" + START,
            () -> LossReference.alrc(1, leaky(), false, false, 0)),
        new Case("huber", "kind: huber, threshold: 1", () -> LossReference.each(LossCases::huber)),
        new Case(
            "huber-published",
            "kind: huber, threshold: 4, form: published",
            () -> LossReference.each(loss -> loss > 4 ? 0.5 * Math.sqrt(1 / loss) : 1)),
        new Case(
            "skip",
            "kind: skip, deviations: 1, decay: 0.9" + START,
            () -> LossReference.skip(1, 0.9, 2, 6)),
        new Case(
            "rewind",
            "kind: rewind, deviations: 1, decay: 0.9" + START,
            () -> LossReference.skip(1, 0.9, 2, 6)),
        new Case("loss-scale", "kind: loss-scale, factor: 1024", () -> LossReference.scaled(1024)),
        new Case(
            "dynamic-loss-scale",
            "kind: dynamic-loss-scale, start: 4, patience: 4",
            () -> LossReference.dynamic(4, 4)),
        new Case(
            "chain",
            "kind: chain, rules: [{kind: huber, threshold: 1}, {" + ALRC + "}]",
            () ->
                LossReference.each(LossCases::huber)
                    .then(
                        LossCases::huberised,
                        LossReference.alrc(1, moments(0.9), false, false, 0))));
  }

  private static Moments leaky() {
    return new Moments(2, 6, new double[] {0.7, 0.85}, new double[] {0.1, 0.05});
  }
}
