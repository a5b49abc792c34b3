package alrc.core.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import alrc.core.lossrule.Alrc;
import alrc.core.lossrule.LossChain;
import alrc.core.lossrule.LossRule;
import alrc.settings.SettingsWriter.Form;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Studies of synthetic data in a few words. */
final class Studies {
  private Studies() {}

  /** Name and data on the first two lines, the rest as given. */
  static Study study(String rest) {
    return Study.parse("study: s\ndata: {kind: synthetic}\n" + rest, "s.yaml");
  }

  /** The cell of a study that has one. */
  static Cell only(String rest) {
    List<Cell> cells = study(rest).cells();
    assertEquals(1, cells.size());
    return cells.get(0);
  }

  /** The kind of a section of a cell; of a list or a chain of rules, its kinds joined by +. */
  static String kind(Cell cell, String part) {
    return kinds(CellJson.tree(cell, Form.FULL).get(part));
  }

  private static String kinds(@Nullable Object section) {
    if (section instanceof List<?> list) {
      return list.stream().map(Studies::kinds).collect(Collectors.joining("+"));
    }
    Map<?, ?> fields = (Map<?, ?>) Objects.requireNonNull(section);
    return fields.containsKey("rules")
        ? kinds(fields.get("rules"))
        : String.valueOf(fields.get("kind"));
  }

  /** The deviations of ALRC; null without it. */
  static @Nullable Double deviations(Cell cell) {
    return cell.rule() instanceof Alrc alrc ? alrc.deviations() : null;
  }

  /** ALRC in a cell whose rule it is, alone or in a chain. */
  static Alrc alrc(Cell cell) {
    LossRule rule = cell.rule();
    List<LossRule> rules = rule instanceof LossChain chain ? chain.rules() : List.of(rule);
    return (Alrc) rules.stream().filter(Alrc.class::isInstance).findFirst().orElseThrow();
  }
}
