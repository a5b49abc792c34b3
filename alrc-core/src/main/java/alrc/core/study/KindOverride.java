package alrc.core.study;

import alrc.core.codec.Field;
import alrc.core.codec.Kind;
import alrc.core.codec.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.nodes.Node;

/** What an override may ask of a part that is named by its kind, and what it may make of it. */
record KindOverride(KindPart part) {
  Object condition(Node node, Place place) {
    List<Object> anyOf = new ArrayList<>();
    for (Node entry : Nodes.isList(node) ? Nodes.entries(node) : List.of(node)) {
      if (Nodes.isText(entry)) {
        anyOf.add(Map.of(KindPart.KIND, List.of(part.kind(Nodes.text(entry), place).name())));
      } else {
        anyOf.add(partial(entry, place));
      }
    }
    return anyOf;
  }

  UnaryOperator<Object> change(Node node, Place place) {
    boolean whole =
        !Nodes.isSection(node) || Nodes.mapping(node, place, "").containsKey(KindPart.KIND);
    if (whole) {
      Object value = Part.one(part.alternatives(node, place), place);
      return old -> value;
    }
    Map<String, Object> changed = new LinkedHashMap<>();
    partial(node, place).forEach((key, values) -> changed.put(key, Part.one(values, place)));
    return old -> merge(Values.of(old), changed, place);
  }

  private Object merge(Values old, Map<String, Object> changed, Place place) {
    Kind<?> kind = part.kind(old.text(KindPart.KIND), place);
    Map<String, Object> next = new LinkedHashMap<>(old.map());
    next.remove(KindPart.KIND);
    for (Map.Entry<String, Object> entry : changed.entrySet()) {
      if (kind.field(entry.getKey()).isEmpty()) {
        throw place.error(entry.getKey() + ": unknown field of kind " + kind.name());
      }
      next.put(entry.getKey(), entry.getValue());
    }
    return part.checked(kind, next, Map.of(), place);
  }

  /** Some fields of a section, whatever kinds they belong to, each with its alternatives. */
  private Map<String, List<Object>> partial(Node node, Place place) {
    Map<String, Node> entries =
        Nodes.mapping(node, place, "one of " + part.names() + " or a section");
    Map<String, List<Object>> given = new LinkedHashMap<>();
    for (Map.Entry<String, Node> entry : entries.entrySet()) {
      Place at = place.field(entry.getKey(), entry.getValue());
      if (entry.getKey().equals(KindPart.KIND)) {
        List<Kind<?>> named = part.kindsOf(entry.getValue(), at);
        given.put(KindPart.KIND, new ArrayList<>(named.stream().map(Kind::name).toList()));
      } else {
        given.put(
            entry.getKey(),
            ValueReader.alternatives(entry.getValue(), anyField(entry.getKey(), at).type(), at));
      }
    }
    return given;
  }

  private Field anyField(String fieldName, Place place) {
    Optional<Field> field =
        part.kinds().stream().flatMap(kind -> kind.field(fieldName).stream()).findFirst();
    if (field.isEmpty()) {
      List<String> known =
          part.kinds().stream()
              .flatMap(kind -> kind.fields().stream())
              .map(Field::name)
              .distinct()
              .toList();
      throw place.error("unknown field; " + Suggestion.among(fieldName, known));
    }
    return field.get();
  }
}
