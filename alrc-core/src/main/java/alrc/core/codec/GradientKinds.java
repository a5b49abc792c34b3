package alrc.core.codec;

import alrc.core.gradient.AdaGc;
import alrc.core.gradient.AdaptiveClip;
import alrc.core.gradient.AddDecayedWeights;
import alrc.core.gradient.AutoClip;
import alrc.core.gradient.Chain;
import alrc.core.gradient.ClipByGlobalNorm;
import alrc.core.gradient.ClipByLayerNorm;
import alrc.core.gradient.ClipByValue;
import alrc.core.gradient.ConformityScale;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.QuantileClip;
import alrc.core.gradient.ScaleByAdadelta;
import alrc.core.gradient.ScaleByAdagrad;
import alrc.core.gradient.ScaleByAdai;
import alrc.core.gradient.ScaleByAdam;
import alrc.core.gradient.ScaleByAdamax;
import alrc.core.gradient.ScaleByAdashift;
import alrc.core.gradient.ScaleByMomentum;
import alrc.core.gradient.ScaleByNadam;
import alrc.core.gradient.ScaleByRms;
import alrc.core.gradient.ScaleBySchedule;
import alrc.core.gradient.ZClip;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** How the rules that act on gradients are written in a study. */
final class GradientKinds {
  private static final Field LIMIT = Field.required("limit", FieldType.NUMBER);

  private GradientKinds() {}

  static List<Kind<GradientFactory>> all() {
    return List.of(
        rule("value", ClipByValue.class, v -> new ClipByValue(v.number("limit")), LIMIT),
        rule("layer-norm", ClipByLayerNorm.class, v -> layerNorm(v), LIMIT),
        rule("global-norm", ClipByGlobalNorm.class, v -> globalNorm(v), LIMIT),
        rule(
            "agc",
            AdaptiveClip.class,
            v -> new AdaptiveClip(v.number("fraction"), v.number("floor")),
            Field.number("fraction", 0.01),
            Field.number("floor", 1e-3)),
        rule(
            "autoclip",
            AutoClip.class,
            v -> new AutoClip(v.number("percentile")),
            Field.number("percentile", 10)),
        rule(
            "zclip",
            ZClip.class,
            GradientKinds::zclip,
            Field.number("deviations", 2.5),
            Field.number("decay", 0.97),
            Field.word("mode", List.of("reciprocal", "percentile"), List.of()),
            Field.number("max-norm", Double.POSITIVE_INFINITY)),
        rule(
            "adagc",
            AdaGc.class,
            GradientKinds::adagc,
            Field.number("factor", 1.04),
            Field.number("decay", 0.99),
            Field.whole("warmup", 100, 1, Integer.MAX_VALUE),
            Field.number("warmup-norm", 1)),
        rule(
            "quantile",
            QuantileClip.class,
            v -> new QuantileClip(v.number("quantile"), v.number("gain"), v.number("start")),
            Field.number("quantile", 0.5),
            Field.number("gain", 0.2),
            Field.number("start", 0.1)),
        Kind.of(
            "cprop",
            ConformityScale.class,
            List.of(
                Field.number("decay", 0.999),
                Field.number("confidence", 1),
                Field.number("epsilon", 1e-8)),
            GradientKinds::cprop));
  }

  /** The rules of which optimizers are made: not to be named in a study. */
  static List<Class<? extends GradientRule>> parts() {
    return List.of(
        Chain.class,
        ScaleBySchedule.class,
        AddDecayedWeights.class,
        ScaleByMomentum.class,
        ScaleByAdagrad.class,
        ScaleByRms.class,
        ScaleByAdadelta.class,
        ScaleByAdam.class,
        ScaleByAdamax.class,
        ScaleByNadam.class,
        ScaleByAdashift.class,
        ScaleByAdai.class);
  }

  private static Kind<GradientFactory> rule(
      String name, Class<?> type, Function<Values, GradientRule> make, Field... fields) {
    return Kind.of(
        name,
        type,
        List.of(fields),
        v -> {
          GradientRule rule = make.apply(v);
          return next -> Chain.of(rule, next);
        });
  }

  private static GradientRule layerNorm(Values v) {
    return new ClipByLayerNorm(v.number("limit"));
  }

  private static GradientRule globalNorm(Values v) {
    return new ClipByGlobalNorm(v.number("limit"));
  }

  private static GradientRule zclip(Values v) {
    ZClip.Mode mode = ZClip.Mode.valueOf(v.text("mode").toUpperCase(Locale.ROOT));
    return new ZClip(v.number("deviations"), v.number("decay"), mode, v.number("max-norm"));
  }

  private static GradientRule adagc(Values v) {
    return new AdaGc(
        v.number("factor"), v.number("decay"), v.whole("warmup"), v.number("warmup-norm"));
  }

  private static GradientFactory cprop(Values v) {
    GradientFactory factory =
        next ->
            new ConformityScale(
                next, v.number("decay"), v.number("confidence"), v.number("epsilon"));
    factory.before(Chain.of());
    return factory;
  }
}
