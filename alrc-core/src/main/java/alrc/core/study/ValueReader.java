package alrc.core.study;

import alrc.core.codec.Field;
import alrc.core.codec.FieldType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads values by the type of their field. Where one value is expected a list gives alternatives;
 * so every reading returns a list of them.
 */
final class ValueReader {
  private ValueReader() {}

  /** The alternatives of a field. */
  static List<Object> alternatives(Node node, FieldType type, Place place) {
    if (type instanceof FieldType.Sections sections) {
      return new KindListPart("", sections.kinds()).alternatives(node, place);
    }
    boolean listByNature = type instanceof FieldType.Numbers || type instanceof FieldType.Wholes;
    boolean axis =
        Nodes.isList(node)
            && (!listByNature || Nodes.entries(node).stream().anyMatch(Nodes::isList));
    if (!axis || type instanceof FieldType.Location) {
      return single(node, type, place);
    }
    List<Object> all = new ArrayList<>();
    List<Node> entries = Nodes.entries(node);
    for (int i = 0; i < entries.size(); i++) {
      all.addAll(single(entries.get(i), type, place.entry(i, entries.get(i))));
    }
    if (all.isEmpty()) {
      throw place.error("an empty list has no value; give one or leave the field out");
    }
    return all;
  }

  private static List<Object> single(Node node, FieldType type, Place place) {
    if (type instanceof FieldType.WordOrSection either) {
      return either(node, either, place);
    }
    return List.of(value(node, type, place));
  }

  private static List<Object> either(Node node, FieldType.WordOrSection type, Place place) {
    if (Nodes.isSection(node)) {
      Map<String, Node> entries = Nodes.mapping(node, place, "a section");
      return new ArrayList<>(section(entries, type.fields(), place));
    }
    return List.of(Scalars.word(node, new FieldType.Word(type.words(), List.of()), place));
  }

  /** One value; a list is refused unless the type is a list by nature. */
  static Object value(Node node, FieldType type, Place place) {
    if (type instanceof FieldType.Decimal) {
      return Scalars.number(node, place);
    } else if (type instanceof FieldType.Whole range) {
      return Scalars.whole(node, range, place);
    } else if (type instanceof FieldType.Text || type instanceof FieldType.Content) {
      return Scalars.text(node, place);
    } else if (type instanceof FieldType.Location) {
      return Scalars.location(node, place);
    } else if (type instanceof FieldType.Word words) {
      return Scalars.word(node, words, place);
    } else if (type instanceof FieldType.Flag) {
      return Scalars.flag(node, place);
    } else if (type instanceof FieldType.Numbers) {
      return list(node, FieldType.NUMBER, place);
    } else if (type instanceof FieldType.Wholes) {
      return list(node, new FieldType.Whole(Long.MIN_VALUE, Long.MAX_VALUE), place);
    }
    throw place.error(Nodes.describe(node) + " must be one value");
  }

  private static List<Object> list(Node node, FieldType type, Place place) {
    if (!Nodes.isList(node)) {
      throw place.error(Nodes.describe(node) + " must be a list");
    }
    List<Object> values = new ArrayList<>();
    for (Node entry : Nodes.entries(node)) {
      values.add(value(entry, type, place.entry(values.size(), entry)));
    }
    return values;
  }

  /** Every combination of the alternatives of a section's fields, in the order of the fields. */
  static List<Map<String, Object>> section(
      Map<String, Node> entries, List<Field> fields, Place place) {
    refuseUnknown(entries, fields.stream().map(Field::name).toList(), place);
    List<Map<String, Object>> all = new ArrayList<>(List.of(new LinkedHashMap<>()));
    for (Field field : fields) {
      Node node = entries.get(field.name());
      if (node != null) {
        Place at = place.field(field.name(), node);
        all = product(all, field.name(), alternatives(node, field.type(), at), place);
      } else if (field.preset() != null) {
        all = product(all, field.name(), List.of(field.preset()), place);
      } else if (field.need() == Field.Need.REQUIRED) {
        throw place.error(field.name() + " is missing; it must be given");
      }
    }
    return all;
  }

  /** Refuses a key that is not known, with the nearest known one. */
  static void refuseUnknown(Map<String, Node> entries, List<String> known, Place place) {
    for (Map.Entry<String, Node> entry : entries.entrySet()) {
      if (!known.contains(entry.getKey())) {
        String hint =
            known.isEmpty() ? "no field may stand here" : Suggestion.among(entry.getKey(), known);
        throw place.field(entry.getKey(), entry.getValue()).error("unknown field; " + hint);
      }
    }
  }

  /** Every map with every value under a name. */
  static List<Map<String, Object>> product(
      List<Map<String, Object>> maps, String name, List<Object> values, Place place) {
    if ((long) maps.size() * values.size() > Study.MOST_CELLS) {
      throw place.error("makes more than " + Study.MOST_CELLS + " cells");
    }
    List<Map<String, Object>> all = new ArrayList<>(maps.size() * values.size());
    for (Map<String, Object> map : maps) {
      for (Object value : values) {
        Map<String, Object> next = new LinkedHashMap<>(map);
        next.put(name, value);
        all.add(next);
      }
    }
    return all;
  }
}
