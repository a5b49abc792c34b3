package alrc.settings;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a node with axes stands for: a list where one value is expected gives alternatives, and
 * sections and lists of such give every combination, the first field changing slowest.
 */
final class Alternatives {
  private final Kinds kinds;
  private final int most;

  /**
   * Alternatives of nodes.
   *
   * @param most how many a node may have
   */
  Alternatives(Kinds kinds, int most) {
    this.kinds = kinds;
    this.most = most;
  }

  /** The nodes without axes that the value of a field stands for. */
  List<Node> of(Node node, Field field) {
    if (field.isOutsideIdentity()) {
      return List.of(single(node));
    }
    return of(node, field.type());
  }

  private static Node single(Node node) {
    if (node instanceof Node.Sequence) {
      throw node.mistake("must be one value; this setting changes no result, so it is no axis");
    }
    return node;
  }

  private List<Node> of(Node node, Type type) {
    Type entry = Field.entryType(type);
    if (entry != null) {
      return ofList(node, (Class<?>) entry);
    }
    if (!(node instanceof Node.Sequence axis)) {
      return single(node, (Class<?>) type);
    }
    List<Node> all = new ArrayList<>();
    for (Node one : notEmpty(axis).entries()) {
      all.addAll(single(one, (Class<?>) type));
    }
    return checked(all, node);
  }

  private static Node.Sequence notEmpty(Node.Sequence axis) {
    if (axis.entries().isEmpty()) {
      throw axis.place().mistake("an empty list has no value; give one or leave the field out");
    }
    return axis;
  }

  /** A value that is a list by nature; a list of lists is an axis. */
  private List<Node> ofList(Node node, Class<?> entry) {
    if (!(node instanceof Node.Sequence list)) {
      return single(node, entry);
    }
    if (list.entries().stream().noneMatch(Node.Sequence.class::isInstance)) {
      return lists(list, entry);
    }
    List<Node> all = new ArrayList<>();
    for (Node one : list.entries()) {
      all.addAll(one instanceof Node.Sequence inner ? lists(inner, entry) : single(one, entry));
    }
    return checked(all, node);
  }

  /** One list, with every combination of what its entries may be. */
  private List<Node> lists(Node.Sequence list, Class<?> entry) {
    List<List<Node>> all = List.of(List.of());
    for (Node one : list.entries()) {
      List<Node> choices = single(one, entry);
      List<List<Node>> longer = new ArrayList<>();
      for (List<Node> begun : all) {
        for (Node choice : choices) {
          List<Node> next = new ArrayList<>(begun);
          next.add(choice);
          longer.add(next);
        }
        refuseTooMany(longer.size(), list);
      }
      all = longer;
    }
    List<Node> lists = new ArrayList<>();
    all.forEach(entries -> lists.add(new Node.Sequence(entries, list.place())));
    return lists;
  }

  private List<Node> single(Node node, Class<?> type) {
    if (!(node instanceof Node.Section section)) {
      return List.of(node);
    }
    Kinds.Point point = kinds.find(type).orElse(null);
    if (point != null) {
      return ofKinds(section, point);
    }
    return type.isRecord() ? sections(section, type, section.fields()) : List.of(node);
  }

  private List<Node> ofKinds(Node.Section section, Kinds.Point point) {
    Node named = section.fields().get(SettingsReader.KIND);
    List<Node> names =
        named instanceof Node.Sequence axis ? notEmpty(axis).entries() : listOf(named);
    List<Node> all = new ArrayList<>();
    for (Node name : names) {
      Kinds.Kind kind = point.named(Scalars.text(name), name.place());
      Map<String, Node> fields = new LinkedHashMap<>(section.fields());
      fields.put(SettingsReader.KIND, name);
      all.addAll(sections(section, kind.type(), fields));
    }
    if (names.isEmpty()) {
      return point
          .preset()
          .map(kind -> sections(section, kind.type(), section.fields()))
          .orElse(List.of(section));
    }
    return checked(all, section);
  }

  private static List<Node> listOf(@Nullable Node node) {
    return node == null ? List.of() : List.of(node);
  }

  /** Every combination of a section's fields; fields that the record lacks stay as they are. */
  private List<Node> sections(Node.Section section, Class<?> record, Map<String, Node> given) {
    List<Map<String, Node>> all = List.of(given);
    for (Field field : Field.of(record)) {
      Node node = given.get(field.name());
      if (node != null) {
        all = product(all, field.name(), of(node, field), section);
      }
    }
    List<Node> sections = new ArrayList<>();
    all.forEach(fields -> sections.add(new Node.Section(fields, section.place())));
    return sections;
  }

  /** Every map with every value under a name. */
  <V> List<Map<String, V>> product(
      List<Map<String, V>> maps, String name, List<V> values, Node section) {
    refuseTooMany((long) maps.size() * values.size(), section);
    List<Map<String, V>> all = new ArrayList<>(maps.size() * values.size());
    for (Map<String, V> map : maps) {
      for (V value : values) {
        Map<String, V> next = new LinkedHashMap<>(map);
        next.put(name, value);
        all.add(next);
      }
    }
    return all;
  }

  private List<Node> checked(List<Node> all, Node node) {
    refuseTooMany(all.size(), node);
    return all;
  }

  private void refuseTooMany(long count, Node node) {
    if (count > most) {
      throw node.place().mistake("makes more than " + most + " cells");
    }
  }
}
