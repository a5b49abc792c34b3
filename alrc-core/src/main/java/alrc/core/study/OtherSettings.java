package alrc.core.study;

import alrc.core.codec.CanonicalJson;
import alrc.core.codec.Field;
import alrc.core.codec.FieldType;
import alrc.core.codec.Kind;
import alrc.core.codec.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a cell that have no column of their own in the ledger, where they are not at
 * their preset values: with them, two cells that differ never look the same.
 */
final class OtherSettings {
  private static final String KIND = "kind";
  private static final Set<String> COLUMNS =
      Set.of(
          "data.path",
          "model.width",
          "model.from",
          "loss.scale",
          "loss.power",
          "rule.deviations",
          "rule.decay",
          "rule.moments",
          "rule.start",
          "rule.update",
          "rule.sides",
          "rule.per",
          "rule.threshold",
          "optimizer.rate",
          "optimizer.beta1",
          "optimizer.beta2",
          "optimizer.momentum",
          "optimizer.weight-decay");

  private OtherSettings() {}

  static @Nullable String of(Map<String, Object> cell) {
    Map<String, Object> others = new LinkedHashMap<>();
    for (Part part : CellSchema.parts()) {
      List<? extends Kind<?>> kinds = CellSchema.kinds(part);
      Object value = Objects.requireNonNull(cell.get(part.name()), part.name());
      Object other = kinds.isEmpty() ? null : of(part.name(), value, kinds);
      if (other != null) {
        others.put(part.name(), other);
      }
    }
    return others.isEmpty() ? null : CanonicalJson.write(others);
  }

  private static @Nullable Object of(String part, Object value, List<? extends Kind<?>> kinds) {
    if (value instanceof List<?> list) {
      List<Object> all = new ArrayList<>();
      for (Object section : list) {
        Object other = of(part, section, kinds);
        all.add(other == null ? Map.of() : other);
      }
      return all.stream().allMatch(Map.of()::equals) ? null : all;
    }
    Values section = Values.of(value);
    Map<String, Object> others = new LinkedHashMap<>();
    for (Field field : Kind.named(kinds, section.text(KIND)).fields()) {
      Object setting = section.find(field.name());
      boolean told = COLUMNS.contains(part + "." + field.name());
      if (setting != null && field.type() instanceof FieldType.Sections inner) {
        setting = of(part, setting, inner.kinds());
      }
      if (setting != null && !told && !setting.equals(field.preset())) {
        others.put(field.name(), setting);
      }
    }
    return others.isEmpty() ? null : others;
  }
}
