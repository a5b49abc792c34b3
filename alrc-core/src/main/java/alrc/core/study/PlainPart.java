package alrc.core.study;

import alrc.core.codec.Field;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** A top-level field that holds one plain value, such as {@code batch}. */
record PlainPart(Field field) implements Part {
  @Override
  public String name() {
    return field.name();
  }

  @Override
  public List<Object> alternatives(@Nullable Node node, Place place) {
    if (node == null) {
      return List.of(Objects.requireNonNull(field.preset()));
    }
    return ValueReader.alternatives(node, field.type(), place);
  }

  @Override
  public Object condition(Node node, Place place) {
    return ValueReader.alternatives(node, field.type(), place);
  }

  @Override
  public UnaryOperator<Object> change(Node node, Place place) {
    Object value = Part.one(ValueReader.alternatives(node, field.type(), place), place);
    return old -> value;
  }
}
