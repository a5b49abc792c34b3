package alrc.core.conformance;

import static alrc.core.conformance.Reference.decay;
import static alrc.core.conformance.Reference.rate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Settings of rules and optimizers with a reference for each. */
final class Cases {
  private static final String SGD = "kind: sgd, rate: 1";
  private static final String ADAM = "kind: adam, rate: 0.01";

  private Cases() {}

  /**
   * One vector.
   *
   * @param name of its file
   * @param kind the rule or optimizer that it is about
   * @param gradient settings of the gradient rule; empty for none
   * @param optimizer settings of the optimizer behind it
   * @param reference makes what is subtracted from the parameters
   */
  record Case(
      String name, String kind, String gradient, String optimizer, Supplier<Reference> reference) {
    /** How many gradients of examples a step has; 1 where only their mean is needed. */
    int examples() {
      return kind.startsWith("per-example") ? Inputs.BATCH : 1;
    }

    /** The settings of a study. */
    String study() {
      String rules = gradient.isEmpty() ? "" : "gradient: [{" + gradient + "}]\n";
      String batch = examples() == 1 ? "" : "batch: " + examples() + "\n";
      return batch + rules + "optimizer: {" + optimizer + "}\n";
    }
  }

  static List<Case> all() {
    List<Case> all = new ArrayList<>();
    clipping(all);
    surrounding(all);
    plain(all);
    adaptive(all);
    recent(all);
    return all;
  }

  private static void clip(List<Case> to, String name, String settings, Supplier<Reference> made) {
    String kind = settings.replaceAll("kind: ([a-z-]+).*", "$1");
    to.add(new Case(name, kind, settings, SGD, made));
  }

  private static void clipping(List<Case> to) {
    clip(to, "value", "kind: value, limit: 0.5", () -> ClippingReferences.value(0.5));
    clip(
        to,
        "layer-norm",
        "kind: layer-norm, limit: 1",
        () -> ClippingReferences.apart((norm, t) -> Math.min(norm, 1)));
    clip(
        to,
        "global-norm",
        "kind: global-norm, limit: 2",
        () -> ClippingReferences.whole(norm -> Math.min(norm, 2)));
    clip(
        to,
        "agc",
        "kind: agc, fraction: 0.3, floor: 0.01",
        () -> ClippingReferences.agc(0.3, 0.01));
    clip(to, "autoclip", "kind: autoclip, percentile: 60", () -> ClippingReferences.autoClip(60));
    for (boolean skip : new boolean[] {false, true}) {
      for (boolean percentile : new boolean[] {false, true}) {
        String mode = percentile ? "percentile" : "reciprocal";
        clip(
            to,
            "zclip-" + mode + (skip ? "-skip" : ""),
            "kind: zclip, deviations: 0.3, decay: 0.7, mode: " + mode + ", skip-on-spike: " + skip,
            () -> ClippingReferences.zclip(0.3, 0.7, percentile, skip));
      }
    }
    clip(
        to,
        "adagc",
        "kind: adagc, factor: 1.04, decay: 0.9, warmup: 10, warmup-norm: 1",
        () -> ClippingReferences.adaGc(1.04, 0.9, 10, 1));
    clip(
        to,
        "quantile",
        "kind: quantile, quantile: 0.5, gain: 0.2, start: 0.5",
        () -> ClippingReferences.quantile(0.5, 0.2, 0.5));
    clip(
        to,
        "percentile",
        "kind: percentile, percentile: 50, window: 10",
        () -> ClippingReferences.percentile(50, 10));
    clip(
        to,
        "per-example",
        "kind: per-example, limit: 1",
        () -> PerExampleReferences.mean(norm -> Math.min(1, 1 / norm)));
    clip(
        to,
        "per-example-adaptive",
        "kind: per-example-adaptive, limit: 2, stability: 0.1, form: adaptive",
        () -> PerExampleReferences.mean(norm -> 2 / (norm + 0.1 / (norm + 0.1))));
    clip(
        to,
        "per-example-automatic",
        "kind: per-example-adaptive, limit: 2, stability: 0.1, form: automatic",
        () -> PerExampleReferences.mean(norm -> 2 / (norm + 0.1)));
  }

  private static Reference adam() {
    return AdamReferences.adam(0.9, 0.999, 1e-8, false);
  }

  private static void around(List<Case> to, String settings, Supplier<Reference> made) {
    String kind = settings.replaceAll("kind: ([a-z-]+).*", "$1");
    to.add(new Case(kind, kind, settings, ADAM, made));
  }

  private static void surrounding(List<Case> to) {
    around(
        to,
        "kind: cprop, decay: 0.9, confidence: 1, epsilon: 1e-8",
        () -> SurroundingReferences.cprop(0.9, 1, 1e-8, adam().then(rate(0.01))));
    around(
        to,
        "kind: spam, threshold: 5, decay: 0.99, grace: 4, reset: 15, warmup: 8",
        () -> SurroundingReferences.spam(5, 0.99, 4, 15, 8, adam().then(rate(0.01))));
    around(
        to,
        "kind: stable-spam, reset: 15",
        () -> SurroundingReferences.stableSpam(15, adam().then(rate(0.01))));
    around(
        to,
        "kind: update-rms, limit: 0.5",
        () -> adam().then(SurroundingReferences.updateRms(0.5)).then(rate(0.01)));
    around(
        to,
        "kind: clippy, relative: 0.01, absolute: 1e-7",
        () -> adam().then(rate(0.01)).then(SurroundingReferences.clippy(0.01, 1e-7)));
  }

  private static void optimizer(
      List<Case> to, String name, String settings, Supplier<Reference> made) {
    String kind = settings.replaceAll("kind: ([a-z-]+).*", "$1");
    to.add(new Case(name, kind, "", settings, made));
  }

  private static void plain(List<Case> to) {
    optimizer(to, "sgd", "kind: sgd, rate: 0.1", () -> rate(0.1));
    optimizer(
        to,
        "sgd-weight-decay",
        "kind: sgd, rate: 0.1, weight-decay: 0.2",
        () -> decay(0.2).then(rate(0.1)));
    optimizer(
        to,
        "momentum",
        "kind: momentum, rate: 0.1, momentum: 0.9, dampening: 0.2",
        () -> OptimizerReferences.momentum(0.9, 0.2, false).then(rate(0.1)));
    optimizer(
        to,
        "nesterov",
        "kind: nesterov, rate: 0.1, momentum: 0.9",
        () -> OptimizerReferences.momentum(0.9, 0, true).then(rate(0.1)));
    optimizer(
        to,
        "adagrad",
        "kind: adagrad, rate: 0.1, epsilon: 1e-8",
        () -> OptimizerReferences.adagrad(1e-8).then(rate(0.1)));
    optimizer(
        to,
        "rmsprop",
        "kind: rmsprop, rate: 0.01, alpha: 0.9, momentum: 0.5",
        () ->
            OptimizerReferences.rms(0.9, 1e-8, false)
                .then(OptimizerReferences.momentum(0.5, 0, false))
                .then(rate(0.01)));
    optimizer(
        to,
        "rmsprop-centred",
        "kind: rmsprop, rate: 0.01, alpha: 0.9, centred: true",
        () -> OptimizerReferences.rms(0.9, 1e-8, true).then(rate(0.01)));
    optimizer(
        to,
        "rmsprop-window",
        "kind: rmsprop, rate: 0.01, alpha: 0.9, window: 5",
        () -> OptimizerReferences.windowRms(0.9, 5, 1e-8).then(rate(0.01)));
    optimizer(
        to,
        "adadelta",
        "kind: adadelta, rate: 1, rho: 0.9",
        () -> OptimizerReferences.adadelta(0.9, 1e-6));
    optimizer(
        to,
        "adadelta-window",
        "kind: adadelta, rate: 1, rho: 0.9, epsilon: 1e-3, window: 5",
        () -> OptimizerReferences.windowAdadelta(0.9, 5, 1e-3));
  }

  private static void adaptive(List<Case> to) {
    optimizer(to, "adam", ADAM, () -> adam().then(rate(0.01)));
    optimizer(
        to,
        "amsgrad",
        "kind: amsgrad, rate: 0.01, beta2: 0.9",
        () -> AdamReferences.adam(0.9, 0.9, 1e-8, true).then(rate(0.01)));
    optimizer(
        to,
        "adamw",
        "kind: adamw, rate: 0.01, weight-decay: 0.2",
        () -> adam().then(decay(0.2)).then(rate(0.01)));
    for (boolean after : new boolean[] {true, false}) {
      optimizer(
          to,
          "stable-adamw-" + (after ? "after" : "before"),
          "kind: stable-adamw, rate: 0.01, beta2: 0.9, weight-decay: 0.2, square: "
              + (after ? "after" : "before"),
          () ->
              SurroundingReferences.stableRate(
                  0.9,
                  1e-8,
                  after,
                  AdamReferences.adam(0.9, 0.9, 1e-8, false).then(decay(0.2)).then(rate(0.01))));
    }
    optimizer(
        to,
        "adamax",
        "kind: adamax, rate: 0.01, beta2: 0.9",
        () -> AdamReferences.adamax(0.9, 0.9, 1e-8).then(rate(0.01)));
    optimizer(
        to,
        "nadam",
        "kind: nadam, rate: 0.01, momentum-decay: 0.01",
        () -> AdamReferences.nadam(0.9, 0.999, 1e-8, 0.01).then(rate(0.01)));
    optimizer(
        to,
        "adashift",
        "kind: adashift, rate: 0.01, lag: 4",
        () -> AdamReferences.adashift(4, 0.9, 0.999, 1e-10).then(rate(0.01)));
    optimizer(
        to,
        "adai",
        "kind: adai, rate: 0.1",
        () -> AdamReferences.adai(0.1, 0.99, 1e-3).then(rate(0.1)));
  }

  private static void recent(List<Case> to) {
    optimizer(
        to,
        "lion",
        "kind: lion, rate: 0.01, weight-decay: 0.2",
        () -> AdamReferences.lion(0.9, 0.99).then(decay(0.2)).then(rate(0.01)));
    for (boolean clip : new boolean[] {true, false}) {
      optimizer(
          to,
          clip ? "adopt" : "adopt-unclipped",
          "kind: adopt, rate: 0.01, clip: " + clip,
          () -> AdamReferences.adopt(0.9, 0.9999, 1e-6, clip).then(rate(0.01)));
    }
    for (int warmup : new int[] {0, 20}) {
      optimizer(
          to,
          warmup == 0 ? "ademamix" : "ademamix-warmup",
          "kind: ademamix, rate: 0.01, beta3: 0.99, alpha: 5, warmup: " + warmup,
          () -> AdamReferences.ademamix(0.9, 0.999, 0.99, 5, warmup, 1e-8).then(rate(0.01)));
    }
    optimizer(
        to,
        "schedule-free",
        "kind: schedule-free, rate: 0.01, weight-decay: 0.2",
        () ->
            OptimizerReferences.scheduleFree(
                0.01, 0.9, AdamReferences.adam(0, 0.999, 1e-8, false).then(decay(0.2))));
    optimizer(
        to,
        "muon",
        "kind: muon, rate: 0.02, momentum: 0.95, iterations: 5, adam-rate: 0.001",
        () -> OptimizerReferences.muon(0.95, 5, 0.05).then(rate(0.02)));
  }
}
