package alrc.core.codec;

import alrc.core.lossrule.Alrc;
import alrc.core.lossrule.AlrcStart;
import alrc.core.lossrule.LossRule;
import alrc.core.setting.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * How {@link Alrc} is written in a study. One {@code decay} serves both moments, or {@code decays:
 * [β1, β2]}.
 */
final class AlrcKind {
  private static final double DECAY = 0.999;
  private static final List<Field> GIVEN =
      List.of(Field.required("mean", FieldType.NUMBER), Field.required("square", FieldType.NUMBER));

  /** Where moments begin. */
  static final Field START =
      Field.preset("start", new FieldType.WordOrSection(List.of("measured"), GIVEN), "measured");

  private static final List<Field> FIELDS =
      List.of(
          Field.number("deviations", 3),
          Field.optional("decay", FieldType.NUMBER),
          Field.optional("decays", FieldType.NUMBERS),
          Field.word("moments", List.of("raw", "clipped"), List.of()),
          Field.word("update", List.of("ema", "leaky"), List.of()),
          Field.number("epsilon", 1e-8),
          START,
          Field.silent("sides", words("upper", "lower", "both"), "upper"),
          Field.silent("per", words("example", "summand"), "example"),
          Field.silent("shift", FieldType.NUMBER, 0.0));

  private static FieldType words(String... words) {
    return new FieldType.Word(List.of(words), List.of());
  }

  private AlrcKind() {}

  static Kind<LossRule> kind() {
    return new Kind<>("alrc", Alrc.class, FIELDS, AlrcKind::canonical, AlrcKind::make);
  }

  /** Two equal decays become one; none becomes the preset one. */
  private static Map<String, Object> canonical(Map<String, Object> given) {
    Values values = new Values(given);
    Rule.require(
        !values.has("decay") || !values.has("decays"),
        "decays",
        values.find("decays") + " beside decay " + values.find("decay"),
        "must not be given together");
    Map<String, Object> result = new LinkedHashMap<>();
    for (Field field : FIELDS) {
      switch (field.name()) {
        case "decay" -> putDecay(values, result);
        case "decays" -> {}
        default -> result.put(field.name(), Objects.requireNonNull(given.get(field.name())));
      }
    }
    return result;
  }

  private static void putDecay(Values values, Map<String, Object> result) {
    if (!values.has("decays")) {
      result.put("decay", values.has("decay") ? values.number("decay") : DECAY);
      return;
    }
    List<Double> both = values.numbers("decays");
    Rule.require(both.size() == 2, "decays", both, "must have two entries, [beta1, beta2]");
    if (both.get(0).equals(both.get(1))) {
      result.put("decay", both.get(0));
    } else {
      result.put("decays", both);
    }
  }

  private static Alrc make(Values v) {
    List<Double> decays =
        v.has("decays") ? v.numbers("decays") : List.of(v.number("decay"), v.number("decay"));
    return new Alrc(
        v.number("deviations"),
        decays.get(0),
        decays.get(1),
        Alrc.Moments.valueOf(word(v, "moments")),
        v.number("epsilon"),
        start(v),
        Alrc.Update.valueOf(word(v, "update")),
        Alrc.Sides.valueOf(word(v, "sides")),
        LossRule.Grain.valueOf(word(v, "per")),
        v.number("shift"));
  }

  private static String word(Values v, String name) {
    return v.text(name).toUpperCase(Locale.ROOT);
  }

  static AlrcStart start(Values v) {
    if ("measured".equals(v.find("start"))) {
      return new AlrcStart.Measured();
    }
    Values given = v.section("start");
    return new AlrcStart.Given(given.number("mean"), given.number("square"));
  }
}
