package alrc.core.codec;

import alrc.core.gradient.Chain;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.Optimizers;
import alrc.core.gradient.Optimizers.WeightDecay;
import alrc.core.gradient.ScaleByAdadelta;
import alrc.core.gradient.ScaleByAdagrad;
import alrc.core.gradient.ScaleByAdai;
import alrc.core.gradient.ScaleByAdam;
import alrc.core.gradient.ScaleByAdamax;
import alrc.core.gradient.ScaleByAdashift;
import alrc.core.gradient.ScaleByMomentum;
import alrc.core.gradient.ScaleByNadam;
import alrc.core.gradient.ScaleByRms;
import alrc.core.schedule.Constant;
import alrc.core.schedule.Schedule;
import alrc.core.setting.Rule;
import java.util.ArrayList;
import java.util.List;

/** How optimizers are written in a study: a rate, settings of their own, and weight decay. */
final class OptimizerKinds {
  private static final Field BETA1 = Field.number("beta1", 0.9);
  private static final Field BETA2 = Field.number("beta2", 0.999);
  private static final Field EPSILON = Field.number("epsilon", 1e-8);
  private static final Field MOMENTUM = Field.number("momentum", 0.9);

  private OptimizerKinds() {}

  /** The rules between gradient and rate. */
  private interface Scaling {
    List<GradientRule> rules(Values values, Schedule beta1);
  }

  static List<Kind<OptimizerFactory>> all() {
    return List.of(
        kind("adam", 1.0 / 1280, OptimizerKinds::adam, BETA1, BETA2, EPSILON),
        kind("sgd", 0.01, (v, beta1) -> List.of()),
        kind("momentum", 0.01, OptimizerKinds::momentum, MOMENTUM, Field.number("dampening", 0)),
        kind("nesterov", 0.01, OptimizerKinds::nesterov, MOMENTUM),
        kind("adagrad", 0.01, OptimizerKinds::adagrad, Field.number("epsilon", 1e-10)),
        kind(
            "rmsprop",
            0.01,
            OptimizerKinds::rmsprop,
            Field.number("alpha", 0.99),
            EPSILON,
            Field.number("momentum", 0),
            Field.preset("centred", FieldType.FLAG, false)),
        kind(
            "adadelta",
            1,
            OptimizerKinds::adadelta,
            Field.number("rho", 0.9),
            Field.number("epsilon", 1e-6)),
        kind("amsgrad", 1.0 / 1280, OptimizerKinds::amsgrad, BETA1, BETA2, EPSILON),
        adamw(),
        kind("adamax", 0.002, OptimizerKinds::adamax, BETA1, BETA2, EPSILON),
        kind(
            "nadam",
            0.002,
            OptimizerKinds::nadam,
            BETA1,
            BETA2,
            EPSILON,
            Field.number("momentum-decay", 0.004)),
        kind(
            "adashift",
            0.001,
            OptimizerKinds::adashift,
            Field.whole("lag", 10, 1, 100),
            BETA1,
            BETA2,
            Field.number("epsilon", 1e-10)),
        kind(
            "adai",
            0.01,
            OptimizerKinds::adai,
            Field.number("beta0", 0.1),
            Field.number("beta2", 0.99),
            Field.number("epsilon", 1e-3)));
  }

  private static Kind<OptimizerFactory> kind(
      String name, double rate, Scaling scaling, Field... own) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.number("rate", rate));
    fields.addAll(List.of(own));
    fields.add(Field.silent("weight-decay", FieldType.NUMBER, 0.0));
    fields.add(Field.silent("decoupled", FieldType.FLAG, false));
    return Kind.of(
        name,
        Chain.class,
        fields,
        v -> factory(v, v.flag("decoupled") ? "decoupled" : "coupled", scaling));
  }

  private static Kind<OptimizerFactory> adamw() {
    List<Field> fields =
        List.of(
            Field.number("rate", 1.0 / 1280),
            BETA1,
            BETA2,
            EPSILON,
            Field.number("weight-decay", 0.01));
    return Kind.of(
        "adamw", Chain.class, fields, v -> factory(v, "decoupled", OptimizerKinds::adam));
  }

  /** Made once with its own rate and β1, so that mistakes show now. */
  private static OptimizerFactory factory(Values v, String decay, Scaling scaling) {
    WeightDecay.Place place =
        decay.equals("decoupled") ? WeightDecay.Place.UPDATE : WeightDecay.Place.GRADIENT;
    double lambda = Rule.notNegative("weight-decay", v.number("weight-decay"));
    WeightDecay weightDecay = new WeightDecay(lambda, place);
    double beta1 = v.has("beta1") ? Rule.decay("beta1", v.number("beta1")) : 0;
    OptimizerFactory factory =
        (rate, schedule) -> Optimizers.of(weightDecay, scaling.rules(v, schedule), rate);
    factory.make(new Constant(v.number("rate")), new Constant(beta1));
    return factory;
  }

  private static List<GradientRule> adam(Values v, Schedule beta1) {
    return List.of(
        new ScaleByAdam(beta1, v.number("beta2"), v.number("epsilon"), ScaleByAdam.Square.LATEST));
  }

  private static List<GradientRule> amsgrad(Values v, Schedule beta1) {
    return List.of(
        new ScaleByAdam(beta1, v.number("beta2"), v.number("epsilon"), ScaleByAdam.Square.LARGEST));
  }

  private static List<GradientRule> adamax(Values v, Schedule beta1) {
    return List.of(new ScaleByAdamax(beta1, v.number("beta2"), v.number("epsilon")));
  }

  private static List<GradientRule> nadam(Values v, Schedule beta1) {
    double decay = v.number("momentum-decay");
    return List.of(new ScaleByNadam(beta1, v.number("beta2"), v.number("epsilon"), decay));
  }

  private static List<GradientRule> momentum(Values v, Schedule beta1) {
    double dampening = v.number("dampening");
    return List.of(new ScaleByMomentum(v.number("momentum"), dampening, ScaleByMomentum.Look.HERE));
  }

  private static List<GradientRule> nesterov(Values v, Schedule beta1) {
    return List.of(new ScaleByMomentum(v.number("momentum"), 0, ScaleByMomentum.Look.AHEAD));
  }

  private static List<GradientRule> adagrad(Values v, Schedule beta1) {
    return List.of(new ScaleByAdagrad(v.number("epsilon")));
  }

  private static List<GradientRule> rmsprop(Values v, Schedule beta1) {
    ScaleByRms.About about = v.flag("centred") ? ScaleByRms.About.MEAN : ScaleByRms.About.ZERO;
    GradientRule rms = new ScaleByRms(v.number("alpha"), v.number("epsilon"), about);
    double momentum = v.number("momentum");
    GradientRule sum = new ScaleByMomentum(momentum, 0, ScaleByMomentum.Look.HERE);
    return momentum == 0 ? List.of(rms) : List.of(rms, sum);
  }

  private static List<GradientRule> adadelta(Values v, Schedule beta1) {
    return List.of(new ScaleByAdadelta(v.number("rho"), v.number("epsilon")));
  }

  private static List<GradientRule> adashift(Values v, Schedule beta1) {
    return List.of(
        new ScaleByAdashift(
            v.whole("lag"), v.number("beta1"), v.number("beta2"), v.number("epsilon")));
  }

  private static List<GradientRule> adai(Values v, Schedule beta1) {
    return List.of(new ScaleByAdai(v.number("beta0"), v.number("beta2"), v.number("epsilon")));
  }
}
