package alrc.core.study;

import alrc.core.codec.CanonicalJson;
import alrc.core.codec.Values;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The settings of a cell that are not its own fields, as the ledger's columns tell them. */
public final class CellColumns {
  private static final String KIND = "kind";

  private final Map<String, Object> values;
  private final Values parts;

  CellColumns(Map<String, Object> values) {
    this.values = values;
    this.parts = new Values(values);
  }

  /** The factor of the loss. */
  public double lossScale() {
    return parts.section("loss").number("scale");
  }

  /** The exponent of the loss where it is a setting; else null. */
  public @Nullable Double lossPower() {
    return (Double) parts.section("loss").find("power");
  }

  /** The kind of loss rule; of a chain its rules in order, such as huber+alrc. */
  public String rule() {
    return kinds(rules());
  }

  private List<Values> rules() {
    Values rule = parts.section("rule");
    return rule.has("rules") ? rule.sections("rules") : List.of(rule);
  }

  /** The setting of the first of the loss rules that has one of this name; null without. */
  private @Nullable Object ofRule(String name) {
    for (Values rule : rules()) {
      if (rule.has(name)) {
        return rule.find(name);
      }
    }
    return null;
  }

  /** The threshold of ALRC or of loss skipping, ∞ included; null without either. */
  public @Nullable Double deviations() {
    return (Double) ofRule("deviations");
  }

  /** The decay of their moments; null without, or where ALRC's two moments have unlike ones. */
  public @Nullable Double decay() {
    return (Double) ofRule("decay");
  }

  /** Which losses update ALRC's moments: raw or clipped; null without ALRC. */
  public @Nullable String moments() {
    return (String) ofRule("moments");
  }

  /** How ALRC's moments follow: ema or leaky; null without ALRC. */
  public @Nullable String update() {
    return (String) ofRule("update");
  }

  /** Which losses ALRC clips: upper, lower or both; null without ALRC. */
  public @Nullable String sides() {
    return (String) ofRule("sides");
  }

  /** What counts as a loss for ALRC: example or summand; null without ALRC. */
  public @Nullable String per() {
    return (String) ofRule("per");
  }

  /** The threshold of Huberisation; null without. */
  public @Nullable Double huber() {
    return (Double) ofRule("threshold");
  }

  /** Where the moments begin: measured, or given moments as JSON; null without any. */
  public @Nullable String start() {
    Object start = ofRule("start");
    return start instanceof Map<?, ?>
        ? CanonicalJson.write(start)
        : start instanceof String word ? word : null;
  }

  /** The gradient rules in front of the optimizer in order, such as global-norm+cprop; or none. */
  public String gradient() {
    List<Values> before = parts.sections("gradient");
    return before.isEmpty() ? "none" : kinds(before);
  }

  private static String kinds(List<Values> sections) {
    return sections.stream().map(section -> section.text(KIND)).collect(Collectors.joining("+"));
  }

  /** A number among the optimizer's own settings, such as beta2; null where it has none. */
  public @Nullable Double ofOptimizer(String name) {
    return (Double) parts.section("optimizer").find(name);
  }

  /** The kind of schedule of β1. */
  public String beta1Schedule() {
    return kind("beta1");
  }

  /** What no other accessor tells and is not at its preset value, as JSON; null if nothing. */
  public @Nullable String otherSettings() {
    return OtherSettings.of(values);
  }

  /** The kind of loss, such as squared. */
  public String loss() {
    return kind("loss");
  }

  /** The kind of optimizer. */
  public String optimizer() {
    return kind("optimizer");
  }

  /** The kind of schedule. */
  public String schedule() {
    return kind("schedule");
  }

  /** The kind of data. */
  public String dataKind() {
    return kind(CellSchema.DATA);
  }

  private String kind(String part) {
    return parts.section(part).text(KIND);
  }
}
