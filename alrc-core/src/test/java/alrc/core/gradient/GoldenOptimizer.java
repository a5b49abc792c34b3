package alrc.core.gradient;

import alrc.core.codec.GradientFactory;
import alrc.core.codec.Kind;
import alrc.core.codec.Kinds;
import alrc.core.codec.OptimizerFactory;
import alrc.core.codec.Values;
import alrc.core.schedule.Constant;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The optimizer of a golden file, made as a study makes it: torch.optim's names become ours, and
 * what the file does not say has torch.optim's default. A name that is not understood is an error.
 */
final class GoldenOptimizer {
  private GoldenOptimizer() {}

  static GradientRule of(JsonNode golden) {
    String name = golden.get("optimizer").asText();
    JsonNode given = golden.get("hyperparameters");
    if (!name.startsWith("cprop-")) {
      return optimizer(name, given);
    }
    GradientRule inner = optimizer(name.substring("cprop-".length()), given);
    return cprop(golden.get("cprop")).before(inner);
  }

  private static GradientRule optimizer(String torchName, JsonNode given) {
    String name = name(torchName, given);
    Kind<OptimizerFactory> kind = kind(Kinds.optimizers(), name);
    Map<String, Object> values = torchDefaults(kind, torchName);
    for (Map.Entry<String, JsonNode> entry : given.properties()) {
      take(entry.getKey(), entry.getValue(), torchName, values);
    }
    for (String key : values.keySet()) {
      if (kind.field(key).isEmpty()) {
        throw new AssertionError(torchName + " has no hyperparameter " + key);
      }
    }
    Values complete = new Values(values);
    Constant beta1 = new Constant(complete.has("beta1") ? complete.number("beta1") : 0);
    return kind.make().apply(complete).make(new Constant(complete.number("rate")), beta1);
  }

  /** SGD and Adam are three of our kinds, told apart by their hyperparameters. */
  private static String name(String torchName, JsonNode given) {
    boolean momentum = given.path("momentum").asDouble(0) != 0;
    return switch (torchName) {
      case "sgd", "momentum", "nesterov" ->
          given.path("nesterov").asBoolean(false) ? "nesterov" : momentum ? "momentum" : "sgd";
      case "adam" -> given.path("amsgrad").asBoolean(false) ? "amsgrad" : "adam";
      default -> torchName;
    };
  }

  private static Map<String, Object> torchDefaults(Kind<OptimizerFactory> kind, String torchName) {
    Map<String, Object> values = new HashMap<>();
    kind.fields().forEach(field -> values.put(field.name(), field.preset()));
    values.put("rate", torchRate(torchName));
    return values;
  }

  private static double torchRate(String torchName) {
    return switch (torchName) {
      case "adadelta" -> 1.0;
      case "adagrad", "rmsprop" -> 0.01;
      case "adamax", "nadam" -> 0.002;
      default -> 0.001;
    };
  }

  private static void take(String key, JsonNode value, String torchName, Map<String, Object> to) {
    switch (key) {
      case "lr" -> to.put("rate", value.asDouble());
      case "betas" -> {
        to.put("beta1", value.get(0).asDouble());
        to.put("beta2", value.get(1).asDouble());
      }
      case "eps" -> to.put("epsilon", value.asDouble());
      case "alpha", "rho", "dampening" -> putUnlessZero(to, key, value.asDouble());
      case "momentum" -> putUnlessZero(to, key, value.asDouble());
      case "momentum_decay" -> to.put("momentum-decay", value.asDouble());
      case "weight_decay" -> to.put("weight-decay", value.asDouble());
      case "decoupled_weight_decay" -> to.put("decoupled", value.asBoolean());
      case "centered" -> to.put("centred", value.asBoolean());
      case "nesterov", "amsgrad" -> {} // chose the kind
      case "maximize", "foreach", "capturable", "differentiable", "fused" ->
          refuseTrue(torchName, key, value);
      case "lr_decay", "initial_accumulator_value" -> refuseNotZero(torchName, key, value);
      default -> throw new AssertionError(torchName + ": " + key + " is not understood");
    }
  }

  /** A zero is torch.optim's way of saying that the thing is off; sgd then has no such field. */
  private static void putUnlessZero(Map<String, Object> to, String key, double value) {
    if (value != 0 || to.containsKey(key)) {
      to.put(key, value);
    }
  }

  private static void refuseTrue(String torchName, String key, JsonNode value) {
    if (value.asBoolean(false)) {
      throw new AssertionError(torchName + ": " + key + " is not offered");
    }
  }

  private static void refuseNotZero(String torchName, String key, JsonNode value) {
    if (value.asDouble(0) != 0) {
      throw new AssertionError(torchName + ": " + key + " is not offered");
    }
  }

  private static GradientFactory cprop(JsonNode given) {
    Map<String, Object> values = new HashMap<>();
    Kind<GradientFactory> kind = kind(Kinds.gradientRules(), "cprop");
    kind.fields().forEach(field -> values.put(field.name(), field.preset()));
    for (Map.Entry<String, JsonNode> entry : given.properties()) {
      JsonNode value = entry.getValue();
      switch (entry.getKey()) {
        case "beta" -> values.put("decay", value.asDouble());
        case "c" -> values.put("confidence", value.asDouble());
        case "eps" -> values.put("epsilon", value.asDouble());
        case "cdf" -> {
          if (!value.asText().equals("normal")) {
            throw new AssertionError("cprop: cdf " + value.asText() + " is not offered");
          }
        }
        default -> throw new AssertionError("cprop: " + entry.getKey() + " is not understood");
      }
    }
    return kind.make().apply(new Values(values));
  }

  private static <T> Kind<T> kind(List<Kind<T>> kinds, String name) {
    return kinds.stream()
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("optimizer " + name + " is not offered"));
  }
}
