package alrc.core.gradient;

import alrc.core.optimizer.Optimizer;
import alrc.core.schedule.Course;
import alrc.core.study.StudyKinds;
import alrc.settings.CanonicalJson;
import alrc.settings.SettingsReader;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
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
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("kind", name(torchName, given));
    values.put("rate", torchRate(torchName));
    for (Map.Entry<String, JsonNode> entry : given.properties()) {
      take(entry.getKey(), entry.getValue(), torchName, values);
    }
    Optimizer optimizer = made(Optimizer.class, values);
    Course beta1 = Course.constant(optimizer.scheduledBeta1().orElse(0));
    return optimizer.rule(Course.constant(optimizer.rate()), beta1);
  }

  /** Made as a study makes it: a hyperparameter that the optimizer lacks is refused. */
  private static <T> T made(Class<T> type, Map<String, Object> values) {
    return new SettingsReader(StudyKinds.ALL).read(CanonicalJson.write(values), "golden", type);
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
      case "lr", "learning_rate" -> to.put("rate", value.asDouble());
      case "betas" -> {
        to.put("beta1", value.get(0).asDouble());
        to.put("beta2", value.get(1).asDouble());
      }
      case "b1", "b2", "b3" -> to.put("beta" + key.charAt(1), value.asDouble());
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

  private static GradientRule cprop(JsonNode given) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("kind", "cprop");
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
    return made(GradientRule.class, values);
  }
}
