package alrc.core.codec;

import alrc.core.lossrule.DynamicLossScale;
import alrc.core.lossrule.Huber;
import alrc.core.lossrule.LossChain;
import alrc.core.lossrule.LossRule;
import alrc.core.lossrule.LossScale;
import alrc.core.lossrule.LossSkip;
import alrc.core.lossrule.NoRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the rules that act on losses are written in a study. */
final class LossRuleKinds {
  /** Rules that may stand in a chain. */
  private static final List<Kind<LossRule>> SINGLE =
      List.of(
          Kind.of("none", NoRule.class, List.of(), v -> new NoRule()),
          AlrcKind.kind(),
          Kind.of(
              "huber",
              Huber.class,
              List.of(
                  Field.number("threshold", 1),
                  Field.word("form", List.of("continuous", "published"), List.of())),
              LossRuleKinds::huber),
          Kind.of(
              "skip",
              LossSkip.class,
              List.of(
                  Field.number("deviations", 3),
                  Field.number("decay", 0.999),
                  Field.number("epsilon", 1e-8),
                  AlrcKind.START),
              LossRuleKinds::skip),
          Kind.of(
              "loss-scale",
              LossScale.class,
              List.of(Field.number("factor", 1024)),
              v -> new LossScale(v.number("factor"))),
          Kind.of(
              "dynamic-loss-scale",
              DynamicLossScale.class,
              List.of(
                  Field.number("start", 65_536),
                  Field.whole("patience", 2_000, 1, Integer.MAX_VALUE)),
              v -> new DynamicLossScale(v.number("start"), v.whole("patience"))));

  private LossRuleKinds() {}

  static List<Kind<LossRule>> all() {
    List<Kind<LossRule>> all = new ArrayList<>(SINGLE);
    all.add(
        Kind.of(
            "chain",
            LossChain.class,
            List.of(Field.required("rules", new FieldType.Sections(SINGLE))),
            v -> new LossChain(v.sections("rules").stream().map(LossRuleKinds::single).toList())));
    return all;
  }

  private static LossRule single(Values section) {
    return Kind.make(SINGLE, section);
  }

  private static Huber huber(Values v) {
    Huber.Form form = Huber.Form.valueOf(v.text("form").toUpperCase(Locale.ROOT));
    return new Huber(v.number("threshold"), form);
  }

  private static LossSkip skip(Values v) {
    return new LossSkip(
        v.number("deviations"), v.number("decay"), v.number("epsilon"), AlrcKind.start(v));
  }
}
