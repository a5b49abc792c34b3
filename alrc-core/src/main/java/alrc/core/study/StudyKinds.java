package alrc.core.study;

import static alrc.settings.Kinds.kind;
import static alrc.settings.Kinds.presetKind;

import alrc.core.data.DataSpec;
import alrc.core.gradient.AdaGc;
import alrc.core.gradient.AdaptiveClip;
import alrc.core.gradient.AutoClip;
import alrc.core.gradient.ClipByGlobalNorm;
import alrc.core.gradient.ClipByLayerNorm;
import alrc.core.gradient.ClipByValue;
import alrc.core.gradient.ClipUpdateRms;
import alrc.core.gradient.Clippy;
import alrc.core.gradient.ConformityScale;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.PerExampleAdaptive;
import alrc.core.gradient.PerExampleClip;
import alrc.core.gradient.PercentileClip;
import alrc.core.gradient.QuantileClip;
import alrc.core.gradient.Sam;
import alrc.core.gradient.Spam;
import alrc.core.gradient.StableSpam;
import alrc.core.gradient.ZClip;
import alrc.core.loss.AbsoluteError;
import alrc.core.loss.Charbonnier;
import alrc.core.loss.Loss;
import alrc.core.loss.PowerError;
import alrc.core.loss.QuarticError;
import alrc.core.loss.SquaredError;
import alrc.core.lossrule.AdaptiveLossScale;
import alrc.core.lossrule.Alrc;
import alrc.core.lossrule.AlrcStart;
import alrc.core.lossrule.DynamicLossScale;
import alrc.core.lossrule.Huber;
import alrc.core.lossrule.LossChain;
import alrc.core.lossrule.LossRewind;
import alrc.core.lossrule.LossRule;
import alrc.core.lossrule.LossScale;
import alrc.core.lossrule.LossSkip;
import alrc.core.lossrule.NoRule;
import alrc.core.metric.Metric;
import alrc.core.metric.Metrics;
import alrc.core.model.ModelSettings;
import alrc.core.model.PartialScanModel;
import alrc.core.model.SupersamplingModel;
import alrc.core.optimizer.AdEmaMix;
import alrc.core.optimizer.AdaShift;
import alrc.core.optimizer.Adadelta;
import alrc.core.optimizer.Adagrad;
import alrc.core.optimizer.Adai;
import alrc.core.optimizer.Adam;
import alrc.core.optimizer.AdamW;
import alrc.core.optimizer.Adamax;
import alrc.core.optimizer.Adopt;
import alrc.core.optimizer.Amsgrad;
import alrc.core.optimizer.Lion;
import alrc.core.optimizer.Momentum;
import alrc.core.optimizer.Muon;
import alrc.core.optimizer.Nadam;
import alrc.core.optimizer.Nesterov;
import alrc.core.optimizer.Optimizer;
import alrc.core.optimizer.RmsProp;
import alrc.core.optimizer.ScheduleFree;
import alrc.core.optimizer.Sgd;
import alrc.core.optimizer.StableAdamW;
import alrc.core.schedule.Constant;
import alrc.core.schedule.Cosine;
import alrc.core.schedule.ExponentialDecay;
import alrc.core.schedule.LinearDecay;
import alrc.core.schedule.Piecewise;
import alrc.core.schedule.Sawtooth;
import alrc.core.schedule.Schedule;
import alrc.core.schedule.SteppedDecay;
import alrc.settings.Kinds;

/** Everything that a study can name: one line registers a kind. */
public final class StudyKinds {
  /** The registry. */
  public static final Kinds ALL =
      new Kinds()
          .point(
              DataSpec.class,
              "kind of data",
              kind("cifar10", DataSpec.Cifar10.class),
              kind("prepared", DataSpec.Prepared.class),
              kind("synthetic", DataSpec.Synthetic.class))
          .point(
              ModelSettings.class,
              "model",
              kind("supersampling", SupersamplingModel.class),
              kind("partial-scan", PartialScanModel.class))
          .point(
              Loss.class,
              "loss",
              kind("squared", SquaredError.class),
              kind("quartic", QuarticError.class),
              kind("absolute", AbsoluteError.class),
              kind("power", PowerError.class),
              kind("charbonnier", Charbonnier.class))
          .point(
              LossRule.class,
              "loss rule",
              kind("none", NoRule.class),
              kind("alrc", Alrc.class),
              kind("huber", Huber.class),
              kind("skip", LossSkip.class),
              kind("rewind", LossRewind.class),
              kind("loss-scale", LossScale.class),
              kind("dynamic-loss-scale", DynamicLossScale.class),
              kind("adaptive-loss-scale", AdaptiveLossScale.class),
              kind("chain", LossChain.class))
          .point(
              AlrcStart.class,
              "start of the moments",
              kind("measured", AlrcStart.Measured.class),
              presetKind("given", AlrcStart.Given.class))
          .point(
              GradientRule.class,
              "gradient rule",
              kind("value", ClipByValue.class),
              kind("layer-norm", ClipByLayerNorm.class),
              kind("global-norm", ClipByGlobalNorm.class),
              kind("agc", AdaptiveClip.class),
              kind("autoclip", AutoClip.class),
              kind("zclip", ZClip.class),
              kind("adagc", AdaGc.class),
              kind("quantile", QuantileClip.class),
              kind("cprop", ConformityScale.class),
              kind("spam", Spam.class),
              kind("stable-spam", StableSpam.class),
              kind("update-rms", ClipUpdateRms.class),
              kind("clippy", Clippy.class),
              kind("percentile", PercentileClip.class),
              kind("per-example", PerExampleClip.class),
              kind("per-example-adaptive", PerExampleAdaptive.class),
              kind("sam", Sam.class))
          .point(
              Optimizer.class,
              "optimizer",
              kind("adam", Adam.class),
              kind("sgd", Sgd.class),
              kind("momentum", Momentum.class),
              kind("nesterov", Nesterov.class),
              kind("adagrad", Adagrad.class),
              kind("rmsprop", RmsProp.class),
              kind("adadelta", Adadelta.class),
              kind("amsgrad", Amsgrad.class),
              kind("adamw", AdamW.class),
              kind("stable-adamw", StableAdamW.class),
              kind("adamax", Adamax.class),
              kind("nadam", Nadam.class),
              kind("adashift", AdaShift.class),
              kind("adai", Adai.class),
              kind("lion", Lion.class),
              kind("adopt", Adopt.class),
              kind("ademamix", AdEmaMix.class),
              kind("schedule-free", ScheduleFree.class),
              kind("muon", Muon.class))
          .point(
              Schedule.class,
              "schedule",
              kind("constant", Constant.class),
              kind("piecewise", Piecewise.class),
              kind("exponential", ExponentialDecay.class),
              kind("linear", LinearDecay.class),
              kind("stepped", SteppedDecay.class),
              kind("sawtooth", Sawtooth.class),
              kind("cosine", Cosine.class))
          .point(Metric.class, "metric", metrics());

  private StudyKinds() {}

  private static Kinds.Kind[] metrics() {
    return Metrics.all().stream()
        .map(metric -> kind(metric.name(), metric.getClass().asSubclass(Record.class)))
        .toArray(Kinds.Kind[]::new);
  }
}
