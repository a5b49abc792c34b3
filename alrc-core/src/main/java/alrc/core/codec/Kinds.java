package alrc.core.codec;

import alrc.core.data.DataSpec;
import alrc.core.gradient.GradientRule;
import alrc.core.loss.Charbonnier;
import alrc.core.loss.Loss;
import alrc.core.loss.PowerError;
import alrc.core.lossrule.LossRule;
import java.util.List;

/**
 * Everything that a study can name: the whole registry, one line each. Canonical order of fields is
 * the order here.
 */
public final class Kinds {
  private static final Field SCALE = Field.number("scale", 1);
  private static final Field POWER = Field.required("power", FieldType.NUMBER);

  private Kinds() {}

  /** Losses. */
  public static List<Kind<Loss>> losses() {
    return List.of(
        Kind.of("squared", PowerError.class, List.of(SCALE), v -> power(2, v)),
        Kind.of("quartic", PowerError.class, List.of(SCALE), v -> power(4, v)),
        Kind.of("absolute", PowerError.class, List.of(SCALE), v -> power(1, v)),
        Kind.of("power", PowerError.class, List.of(POWER, SCALE), v -> power(v.number("power"), v)),
        Kind.of(
            "charbonnier",
            Charbonnier.class,
            List.of(Field.number("epsilon", 1e-3), SCALE),
            v -> new Charbonnier(v.number("epsilon"), v.number("scale"))));
  }

  private static PowerError power(double power, Values v) {
    return new PowerError(power, v.number("scale"));
  }

  /** Rules that act on losses. */
  public static List<Kind<LossRule>> lossRules() {
    return LossRuleKinds.all();
  }

  /** Rules that act on gradients in front of an optimizer. */
  public static List<Kind<GradientFactory>> gradientRules() {
    return GradientKinds.all();
  }

  /** The rules of which optimizers are made. */
  public static List<Class<? extends GradientRule>> optimizerParts() {
    return GradientKinds.parts();
  }

  /** Optimizers. Each has a field {@code rate}, which the schedule may replace. */
  public static List<Kind<OptimizerFactory>> optimizers() {
    return OptimizerKinds.all();
  }

  /** Schedules of the learning rate and of β1. */
  public static List<Kind<ScheduleFactory>> schedules() {
    return ScheduleKinds.all();
  }

  /** Networks. */
  public static List<Kind<ModelFactory>> models() {
    return ModelKinds.all();
  }

  /** Training data. */
  public static List<Kind<DataSpec>> data() {
    return DataKinds.all();
  }
}
