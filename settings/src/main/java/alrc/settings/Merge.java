package alrc.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes of settings: a section that names no kind changes some fields of what is there; anything
 * else takes its place.
 */
final class Merge {
  private final Kinds kinds;

  Merge(Kinds kinds) {
    this.kinds = kinds;
  }

  /**
   * The changed node.
   *
   * @param old what is there; null for nothing
   */
  Node of(@Nullable Node old, Node change, Field field) {
    if (old == null || !isPartial(change, field)) {
      return change;
    }
    Map<String, Node> fields = new LinkedHashMap<>();
    if (old instanceof Node.Section section) {
      fields.putAll(section.fields());
    } else {
      fields.put(SettingsReader.KIND, old);
    }
    fields.putAll(((Node.Section) change).fields());
    return new Node.Section(fields, change.place());
  }

  private boolean isPartial(Node change, Field field) {
    return change instanceof Node.Section section
        && Field.entryType(field.type()) == null
        && !section.fields().containsKey(SettingsReader.KIND);
  }

  /** Refuses a field that no kind has. */
  void refuseUnknown(Node change, Field field) {
    if (!isPartial(change, field)) {
      return;
    }
    Class<?> type = (Class<?>) field.type();
    List<String> known =
        kinds
            .find(type)
            .map(Kinds.Point::fieldNames)
            .orElseGet(() -> type.isRecord() ? Field.names(type) : new ArrayList<>());
    SettingsReader.refuseUnknown((Node.Section) change, known);
  }
}
