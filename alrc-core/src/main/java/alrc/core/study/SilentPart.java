package alrc.core.study;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A part that is no part of a cell's identity while it has its preset value, so that the ids of
 * cells from before the part existed stay.
 */
record SilentPart(Part part) implements Part {
  @Override
  public String name() {
    return part.name();
  }

  @Override
  public List<Object> alternatives(@Nullable Node node, Place place) {
    return part.alternatives(node, place);
  }

  @Override
  public Object condition(Node node, Place place) {
    return part.condition(node, place);
  }

  @Override
  public UnaryOperator<Object> change(Node node, Place place) {
    return part.change(node, place);
  }

  @Override
  public Optional<Object> identity(Object value) {
    boolean preset = part.alternatives(null, new Place("", "", 1)).contains(value);
    return preset ? Optional.empty() : part.identity(value);
  }
}
