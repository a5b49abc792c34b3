package alrc.core.study;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** One top-level field of a cell: how it is read, matched and changed. Its values are canonical. */
interface Part {
  /** As written in the study. */
  String name();

  /**
   * Every value that the study gives it.
   *
   * @param node null where the study is silent
   * @param place of the node, or of the study
   */
  List<Object> alternatives(@Nullable Node node, Place place);

  /**
   * What a cell must have to be matched by the {@code when} of an override; see {@link
   * CellOverride#matches}.
   */
  Object condition(Node node, Place place);

  /** What the {@code set} of an override makes of a cell's value. */
  UnaryOperator<Object> change(Node node, Place place);

  /** What of a value is part of a cell's identity; empty where nothing is. */
  default Optional<Object> identity(Object value) {
    return Optional.of(value);
  }

  /** The one value of a node where a list is no axis. */
  static Object one(List<Object> alternatives, Place place) {
    if (alternatives.size() != 1) {
      throw place.error("must be one value; an override makes no axis");
    }
    return alternatives.get(0);
  }
}
