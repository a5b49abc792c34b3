package alrc.core.study;

import alrc.core.codec.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A list by nature of things that are named by their kinds, such as {@code gradient: [{kind: agc},
 * cprop]}. One thing alone stands for a list of one; a list of lists is an axis.
 *
 * @param name as written in the study
 * @param kinds what can be named
 */
record KindListPart(String name, List<? extends Kind<?>> kinds) implements Part {
  private KindPart entry() {
    return new KindPart(name, kinds, List.of(), null);
  }

  @Override
  public List<Object> alternatives(@Nullable Node node, Place place) {
    if (node == null) {
      return List.of(List.of());
    }
    boolean axis = Nodes.isList(node) && Nodes.entries(node).stream().anyMatch(Nodes::isList);
    if (!axis) {
      return combinations(node, place);
    }
    List<Object> all = new ArrayList<>();
    List<Node> entries = Nodes.entries(node);
    for (int i = 0; i < entries.size(); i++) {
      all.addAll(combinations(entries.get(i), place.entry(i, entries.get(i))));
    }
    return all;
  }

  /** One list, with every combination of what its entries may be. */
  private List<Object> combinations(Node node, Place place) {
    List<List<Object>> all = new ArrayList<>(List.of(List.of()));
    List<Node> entries = Nodes.isList(node) ? Nodes.entries(node) : List.of(node);
    for (int i = 0; i < entries.size(); i++) {
      Place at = Nodes.isList(node) ? place.entry(i, entries.get(i)) : place;
      List<Object> choices = entry().single(entries.get(i), at);
      if ((long) all.size() * choices.size() > Study.MOST_CELLS) {
        throw place.error("makes more than " + Study.MOST_CELLS + " cells");
      }
      List<List<Object>> longer = new ArrayList<>(all.size() * choices.size());
      for (List<Object> begun : all) {
        for (Object choice : choices) {
          List<Object> next = new ArrayList<>(begun);
          next.add(choice);
          longer.add(next);
        }
      }
      all = longer;
    }
    return new ArrayList<>(all);
  }

  @Override
  public Object condition(Node node, Place place) {
    return alternatives(node, place);
  }

  @Override
  public UnaryOperator<Object> change(Node node, Place place) {
    Object value = Part.one(alternatives(node, place), place);
    return old -> value;
  }

  @Override
  public Optional<Object> identity(Object value) {
    return Optional.of(identities(value, kinds));
  }

  /** A list of sections without what is silent in them. */
  static List<Object> identities(Object list, List<? extends Kind<?>> kinds) {
    List<Object> all = new ArrayList<>();
    for (Object section : (List<?>) list) {
      all.add(KindPart.identity((Map<?, ?>) section, kinds));
    }
    return all;
  }
}
