package alrc.core.codec;

import alrc.core.data.DataSpec;
import alrc.core.gradient.Chain;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.Optimizers;
import alrc.core.gradient.ScaleByAdam;
import alrc.core.gradient.ScaleBySchedule;
import alrc.core.loss.Charbonnier;
import alrc.core.loss.Loss;
import alrc.core.loss.PowerError;
import alrc.core.lossrule.LossRule;
import alrc.core.lossrule.NoRule;
import alrc.core.schedule.Constant;
import alrc.core.schedule.Piecewise;
import java.util.List;

/**
 * Everything that a study can name: the whole registry, one line each. Canonical order of fields is
 * the order here.
 */
public final class Kinds {
  private static final Field SCALE = Field.number("scale", 1);
  private static final Field POWER = Field.required("power", FieldType.NUMBER);
  private static final Field BETA1 = Field.number("beta1", 0.9);
  private static final Field BETA2 = Field.number("beta2", 0.999);
  private static final Field EPSILON = Field.number("epsilon", 1e-8);
  private static final List<Field> ADAM =
      List.of(Field.number("rate", 1.0 / 1280), BETA1, BETA2, EPSILON);
  private static final List<Field> SGD = List.of(Field.number("rate", 0.01));
  private static final List<Field> PIECEWISE =
      List.of(Field.required("at", FieldType.WHOLES), Field.required("rates", FieldType.NUMBERS));

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
    return List.of(Kind.of("none", NoRule.class, List.of(), v -> new NoRule()), AlrcKind.kind());
  }

  /** Rules that act on gradients, the parts of optimizers. */
  public static List<Kind<GradientRule>> gradientRules() {
    return List.of(
        Kind.of("chain", Chain.class, List.of(), v -> Chain.of()),
        Kind.of("scale-by-adam", ScaleByAdam.class, List.of(BETA1, BETA2, EPSILON), Kinds::adam),
        Kind.of("scale-by-schedule", ScaleBySchedule.class, SGD, Kinds::rate));
  }

  private static ScaleByAdam adam(Values v) {
    return new ScaleByAdam(v.number("beta1"), v.number("beta2"), v.number("epsilon"));
  }

  private static ScaleBySchedule rate(Values v) {
    return new ScaleBySchedule(new Constant(v.number("rate")));
  }

  /** Optimizers. Each has a field {@code rate}, which the schedule may replace. */
  public static List<Kind<OptimizerFactory>> optimizers() {
    return List.of(
        Kind.of("adam", Chain.class, ADAM, Kinds::adamOptimizer),
        Kind.of("sgd", Chain.class, SGD, Kinds::sgdOptimizer));
  }

  private static OptimizerFactory adamOptimizer(Values v) {
    ScaleByAdam checked = adam(v);
    rate(v);
    return rate -> Optimizers.adam(rate, checked.beta1(), checked.beta2(), checked.epsilon());
  }

  private static OptimizerFactory sgdOptimizer(Values v) {
    rate(v);
    return Optimizers::sgd;
  }

  /** Schedules of the learning rate. */
  public static List<Kind<ScheduleFactory>> schedules() {
    return List.of(
        Kind.of("constant", Constant.class, List.of(), v -> Constant::new),
        Kind.of("piecewise", Piecewise.class, PIECEWISE, Kinds::piecewise));
  }

  private static ScheduleFactory piecewise(Values v) {
    Piecewise schedule = new Piecewise(v.wholes("at"), v.numbers("rates"));
    return rate -> schedule;
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
