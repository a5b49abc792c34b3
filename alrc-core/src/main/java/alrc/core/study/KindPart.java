package alrc.core.study;

import alrc.core.codec.Field;
import alrc.core.codec.FieldType;
import alrc.core.codec.Kind;
import alrc.core.codec.Values;
import alrc.core.setting.InvalidSettingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A top-level field that names a kind of something, such as {@code rule}: {@code rule: none} or
 * {@code rule: {kind: alrc, …}}.
 *
 * @param name as written in the study
 * @param kinds what can be named
 * @param later kinds of a later version
 * @param preset the kind where the study is silent; null where it must speak
 */
record KindPart(
    String name, List<? extends Kind<?>> kinds, List<String> later, @Nullable String preset)
    implements Part {
  static final String KIND = "kind";

  @Override
  public List<Object> alternatives(@Nullable Node node, Place place) {
    if (node == null) {
      if (preset == null) {
        throw place.error(name + " is missing; it must be given, with one of " + names());
      }
      return new ArrayList<>(complete(kind(preset, place), Map.of(), place));
    }
    if (!Nodes.isList(node)) {
      return single(node, place);
    }
    List<Object> all = new ArrayList<>();
    List<Node> entries = Nodes.entries(node);
    for (int i = 0; i < entries.size(); i++) {
      all.addAll(single(entries.get(i), place.entry(i, entries.get(i))));
    }
    if (all.isEmpty()) {
      throw place.error("an empty list has no value; give one or leave the field out");
    }
    return all;
  }

  List<Object> single(Node node, Place place) {
    if (Nodes.isText(node)) {
      return new ArrayList<>(complete(kind(Nodes.text(node), place), Map.of(), place));
    }
    Map<String, Node> entries =
        new LinkedHashMap<>(Nodes.mapping(node, place, "one of " + names() + " or a section"));
    Node kindNode = entries.remove(KIND);
    if (kindNode == null) {
      throw place.error("kind is missing; it must be one of " + names());
    }
    List<Object> all = new ArrayList<>();
    for (Kind<?> kind : kindsOf(kindNode, place.field(KIND, kindNode))) {
      all.addAll(complete(kind, entries, place));
    }
    return all;
  }

  List<Kind<?>> kindsOf(Node node, Place place) {
    List<Kind<?>> found = new ArrayList<>();
    List<Node> entries = Nodes.isList(node) ? Nodes.entries(node) : List.of(node);
    for (Node entry : entries) {
      if (!Nodes.isText(entry)) {
        throw place.error(Nodes.describe(entry) + " must be one of " + names());
      }
      found.add(kind(Nodes.text(entry), place));
    }
    return found;
  }

  Kind<?> kind(String word, Place place) {
    for (Kind<?> kind : kinds) {
      if (kind.name().equals(word)) {
        return kind;
      }
    }
    if (later.contains(word)) {
      throw place.error("'" + word + "' is not yet supported; use one of " + names());
    }
    String hint = Suggestion.among(word, names());
    throw place.error("'" + word + "' must be one of " + names() + "; " + hint);
  }

  List<String> names() {
    return kinds.stream().map(Kind::name).toList();
  }

  private List<Map<String, Object>> complete(Kind<?> kind, Map<String, Node> entries, Place place) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Map<String, Object> values : ValueReader.section(entries, kind.fields(), place)) {
      all.add(checked(kind, values, entries, place));
    }
    return all;
  }

  /**
   * The canonical form, with its kind first, after what it stands for was made once to check it.
   */
  Map<String, Object> checked(
      Kind<?> kind, Map<String, Object> values, Map<String, Node> entries, Place place) {
    try {
      Map<String, Object> canonical = kind.canonical().apply(values);
      Objects.requireNonNull(kind.make().apply(new Values(canonical)));
      Map<String, Object> result = new LinkedHashMap<>();
      result.put(KIND, kind.name());
      result.putAll(canonical);
      return result;
    } catch (InvalidSettingException e) {
      Node node = entries.get(e.name().replaceAll("\\..*", ""));
      throw place.setting(e.name(), node).error(e.problem());
    }
  }

  @Override
  public Object condition(Node node, Place place) {
    return new KindOverride(this).condition(node, place);
  }

  @Override
  public UnaryOperator<Object> change(Node node, Place place) {
    return new KindOverride(this).change(node, place);
  }

  @Override
  public Optional<Object> identity(Object value) {
    return Optional.of(identity((Map<?, ?>) value, kinds));
  }

  /**
   * A section without the silent fields that have their preset values, and without places: where
   * something lies is no part of what it is. A file stays until the digest of its content is known.
   */
  static Map<String, Object> identity(Map<?, ?> section, List<? extends Kind<?>> kinds) {
    Values values = Values.of(section);
    Kind<?> kind = Kind.named(kinds, values.text(KIND));
    Map<String, Object> kept = new LinkedHashMap<>(values.map());
    for (Field field : kind.fields()) {
      Object value = kept.get(field.name());
      boolean silent = field.need() == Field.Need.SILENT && Objects.equals(value, field.preset());
      boolean known = field.type() instanceof FieldType.Content file && values.has(file.digest());
      if (silent || known || field.type() instanceof FieldType.Location) {
        kept.remove(field.name());
      } else if (value != null && field.type() instanceof FieldType.Sections sections) {
        kept.put(field.name(), KindListPart.identities(value, sections.kinds()));
      }
    }
    return kept;
  }
}
