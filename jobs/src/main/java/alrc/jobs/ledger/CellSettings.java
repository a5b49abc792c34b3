package alrc.jobs.ledger;

import alrc.settings.CanonicalJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one cell while columns read them: what no column has taken is left over. For one
 * row and one thread.
 */
final class CellSettings {
  private static final String KIND = "kind";

  private final Map<String, Object> all;
  private final Map<String, Object> changed;

  /**
   * The settings of a cell.
   *
   * @param all with presets
   * @param changed without them; this object takes entries out of a copy
   */
  CellSettings(Map<String, Object> all, Map<String, Object> changed) {
    this.all = all;
    this.changed = copy(changed);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> copy(Map<String, Object> tree) {
    return (Map<String, Object>) copyOf(tree);
  }

  private static Object copyOf(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, entry) -> copy.put(key, copyOf(entry)));
      return copy;
    }
    return value instanceof List<?> list
        ? list.stream().map(CellSettings::copyOf).collect(Collectors.toCollection(ArrayList::new))
        : value;
  }

  /**
   * Reads a setting and marks it as read.
   *
   * @param part the top-level field
   * @param kinds the section must be of one of these; empty for any
   * @param field inside the section; empty where the part is a plain value
   * @return of the first section that has it, where the part is a list or a chain; null if none has
   */
  @Nullable Object take(String part, Set<String> kinds, String field) {
    if (field.isEmpty()) {
      changed.remove(part);
      return scalar(Objects.requireNonNull(all.get(part), part));
    }
    List<Map<?, ?>> sections = sections(all.get(part));
    List<Map<?, ?>> left = sections(changed.get(part));
    if (field.equals(KIND)) {
      left.forEach(section -> section.remove(KIND));
      String names = sections.stream().map(this::kind).collect(Collectors.joining("+"));
      return names.isEmpty() ? "none" : names;
    }
    for (int i = 0; i < sections.size(); i++) {
      Map<?, ?> section = sections.get(i);
      if ((kinds.isEmpty() || kinds.contains(kind(section))) && section.containsKey(field)) {
        if (i < left.size()) {
          left.get(i).remove(field);
        }
        return scalar(Objects.requireNonNull(section.get(field)));
      }
    }
    return null;
  }

  private String kind(Map<?, ?> section) {
    return String.valueOf(section.get(KIND));
  }

  /** A section alone, the entries of a list, or the rules of a chain. */
  private static List<Map<?, ?>> sections(@Nullable Object part) {
    List<Map<?, ?>> sections = new ArrayList<>();
    if (part instanceof Map<?, ?> map) {
      Object rules = map.get("rules");
      return rules == null ? List.of(map) : sections(rules);
    }
    if (part instanceof List<?> list) {
      list.forEach(entry -> sections.add((Map<?, ?>) entry));
    }
    return sections;
  }

  private static Object scalar(Object value) {
    return value instanceof Map<?, ?> ? CanonicalJson.write(value) : value;
  }

  /** What no column has read, as JSON; null if nothing is left. */
  @Nullable String others() {
    Map<String, Object> left = new LinkedHashMap<>();
    changed.forEach(
        (part, value) -> {
          if (!isEmpty(value)) {
            left.put(part, value);
          }
        });
    return left.isEmpty() ? null : CanonicalJson.write(left);
  }

  /** Whether nothing is left. The kinds of several rules show that they are a chain. */
  private static boolean isEmpty(Object value) {
    if (value instanceof Map<?, ?> map) {
      boolean chain = map.get("rules") instanceof List<?> rules && rules.size() > 1;
      return map.entrySet().stream()
          .allMatch(entry -> (chain && entry.getKey().equals(KIND)) || isEmpty(entry.getValue()));
    }
    return value instanceof List<?> list && list.stream().allMatch(CellSettings::isEmpty);
  }
}
