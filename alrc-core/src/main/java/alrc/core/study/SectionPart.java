package alrc.core.study;

import alrc.core.codec.Field;
import alrc.core.codec.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** A top-level field that is a section of plain fields, such as {@code summary}. */
record SectionPart(String name, List<Field> fields) implements Part {
  @Override
  public List<Object> alternatives(@Nullable Node node, Place place) {
    if (node == null) {
      return new ArrayList<>(ValueReader.section(Map.of(), fields, place));
    }
    if (!Nodes.isList(node)) {
      return new ArrayList<>(ValueReader.section(read(node, place), fields, place));
    }
    List<Object> all = new ArrayList<>();
    for (Node entry : Nodes.entries(node)) {
      Place at = place.entry(all.size(), entry);
      all.addAll(ValueReader.section(read(entry, at), fields, at));
    }
    if (all.isEmpty()) {
      throw place.error("an empty list has no value; give one or leave the field out");
    }
    return all;
  }

  private Map<String, Node> read(Node node, Place place) {
    List<String> names = fields.stream().map(Field::name).toList();
    return Nodes.mapping(node, place, "a section with " + String.join(", ", names));
  }

  @Override
  public Object condition(Node node, Place place) {
    return given(node, place);
  }

  @Override
  public UnaryOperator<Object> change(Node node, Place place) {
    Map<String, Object> changed = new LinkedHashMap<>();
    given(node, place).forEach((key, values) -> changed.put(key, Part.one(values, place)));
    return old -> {
      Map<String, Object> next = new LinkedHashMap<>(Values.of(old).map());
      next.putAll(changed);
      return next;
    };
  }

  private Map<String, List<Object>> given(Node node, Place place) {
    Map<String, Node> entries = read(node, place);
    ValueReader.refuseUnknown(entries, fields.stream().map(Field::name).toList(), place);
    Map<String, List<Object>> given = new LinkedHashMap<>();
    for (Field field : fields) {
      Node entry = entries.get(field.name());
      if (entry != null) {
        Place at = place.field(field.name(), entry);
        given.put(field.name(), ValueReader.alternatives(entry, field.type(), at));
      }
    }
    return given;
  }
}
