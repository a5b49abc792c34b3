package alrc.core.study;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A part that says what is kept of a trial: it changes no result and is no part of its identity.
 */
record KeptPart(Part part) implements Part {
  @Override
  public String name() {
    return part.name();
  }

  @Override
  public List<Object> alternatives(@Nullable Node node, Place place) {
    return List.of(Part.one(part.alternatives(node, place), place));
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
    return Optional.empty();
  }
}
